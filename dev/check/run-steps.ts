import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { childEnv } from "@/runtime/env";
import type { Counts, Step } from "./steps";

/** Runs every step, whatever came of those before, and adds up what they counted. */
export async function runSteps(steps: readonly Step[]): Promise<Counts> {
  mkdirSync("test-reports", { recursive: true });
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const broken: string[] = [];
  for (const step of steps) {
    const started = Date.now();
    process.stdout.write(`\n── ${step.name}\n`);
    if (step.report !== undefined) rmSync(step.report, { force: true });
    const code = await run(step);
    const counts =
      step.count === undefined ? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 } : step.count();
    // A runner that ended badly though it counted no failure, or that counted nothing, has failed all the same.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    if (counts.passed + counts.failed === 0) counts.failed = 1;
    if (counts.failed > 0) broken.push(step.name);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    process.stdout.write(
      `── ${step.name}: ${code === 0 ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
    );
  }
  if (broken.length > 0) process.stdout.write(`\nfailed: ${broken.join(", ")}\n`);
  return total;
}

function run(step: Step): Promise<number> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [...step.args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: childEnv({ ...step.env, FORCE_COLOR: undefined }),
    });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM"];
    for (const signal of signals) process.on(signal, pass);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const one of signals) process.off(one, pass);
      if (signal === "SIGINT" || signal === "SIGTERM") process.exit(1);
      resolve(code ?? 1);
    });
  });
}
