import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { childEnv } from "@/runtime/env";
import type { Log } from "@/runtime/log";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const NEXT = path.join(ROOT, "node_modules", "next", "dist", "bin", "next");
const STAMP = path.join(ROOT, ".next", "k2-source-hash");
const ROOMS = ["app", "server", "db", "domain", "runtime"];
const FILES = [
  "next.config.ts",
  "postcss.config.mjs",
  "instrumentation.ts",
  "proxy.ts",
  "package-lock.json",
  "tsconfig.json",
];

export interface BuildOptions {
  force?: boolean;
  /** ends a build under way */
  signal?: AbortSignal;
}

/** what Next says where an earlier build, whose owner was killed, still runs; it ends within a minute or two */
const ANOTHER_BUILD = /Another next build process is already running/;
const WAIT_MS = 2_000;
const TRIES = 90;

/** Builds the web app where its sources differ from what was built last. @returns whether it built */
export async function buildWeb(log: Log, options: BuildOptions = {}): Promise<boolean> {
  const hash = await sourceHash();
  if (!options.force && existsSync(STAMP) && (await readFile(STAMP, "utf8")) === hash) return false;
  log.info("building the web app");
  for (let tries = 1; ; tries++) {
    const { code, output } = await runBuild(options.signal);
    options.signal?.throwIfAborted();
    if (code === 0) break;
    if (!ANOTHER_BUILD.test(output) || tries === TRIES)
      throw new Error(`the web app could not be built:\n${output}`);
    await wait(WAIT_MS, undefined, { signal: options.signal });
  }
  await writeFile(STAMP, hash);
  return true;
}

async function runBuild(signal: AbortSignal | undefined): Promise<{ code: number | null; output: string }> {
  const output: Buffer[] = [];
  const child = spawn(process.execPath, [NEXT, "build"], {
    cwd: ROOT,
    env: childEnv({ NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  // Left running, it and its helpers would hold Next's lock against the next start.
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  signal?.addEventListener("abort", end);
  process.once("exit", end);
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  signal?.removeEventListener("abort", end);
  process.off("exit", end);
  return { code, output: Buffer.concat(output).toString("utf8") };
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const add = async (file: string) => {
    hash.update(path.relative(ROOT, file));
    hash.update(await readFile(file));
  };
  for (const room of ROOMS) {
    const entries = await readdir(path.join(ROOT, room), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) await add(file);
  }
  for (const file of FILES) await add(path.join(ROOT, file));
  return hash.digest("hex");
}
