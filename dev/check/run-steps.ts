import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { childEnv } from "@/runtime/env";
import type { Counts, Step } from "./steps";

/** Runs every step, whatever came of those before, and adds up what they counted. */
export async function runSteps(steps: readonly Step[]): Promise<Counts> {
  mkdirSync("test-reports", { recursive: true });
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const broken: string[] = [];
  const failures: string[] = [];
  for (const step of steps) {
    const started = Date.now();
    process.stdout.write(`\n── ${step.name}\n`);
    if (step.report !== undefined) rmSync(step.report, { force: true });
    const { code, tail } = await run(step);
    const counts =
      step.count === undefined ? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 } : step.count();
    // A runner that ended badly though it counted no failure, or that counted nothing, has failed all the same.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    if (counts.passed + counts.failed === 0) counts.failed = 1;
    if (counts.failed > 0) {
      broken.push(step.name);
      const named = step.failures?.() ?? [];
      failures.push(...(named.length > 0 ? named : [`${step.name}, its last lines:`, ...tail]));
    }
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    process.stdout.write(
      `── ${step.name}: ${code === 0 ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
    );
  }
  // Told once more at the end: of a long output, the end is what is read first and kept longest.
  if (broken.length > 0) {
    process.stdout.write(`\n── what failed\n${failures.join("\n")}\n\nfailed: ${broken.join(", ")}\n`);
  }
  return total;
}

/** How many of a step's last lines are told again where its report names no failure: a runner that crashed leaves none. */
const TAIL_LINES = 40;

function run(step: Step): Promise<{ code: number; tail: readonly string[] }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...step.args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: childEnv({ ...step.env, FORCE_COLOR: process.stdout.isTTY ? "1" : undefined }),
    });
    const tail: string[] = [];
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.pipe(to, { end: false });
      createInterface({ input: from }).on("line", (line) => {
        tail.push(line);
        if (tail.length > TAIL_LINES) tail.shift();
      });
    }
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM"];
    for (const signal of signals) process.on(signal, pass);
    child.once("error", reject);
    const drained = once(child, "close");
    child.once("exit", async (code, signal) => {
      for (const one of signals) process.off(one, pass);
      if (signal === "SIGINT" || signal === "SIGTERM") process.exit(1);
      // A service that outlives the runner may hold its pipes open: what comes later is nobody's last line.
      await Promise.race([drained, delay(2_000, undefined, { ref: false })]);
      resolve({ code: code ?? 1, tail });
    });
  });
}
