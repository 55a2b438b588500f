import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
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

/** Builds the web app where its sources differ from what was built last. @returns whether it built */
export async function buildWeb(log: Log, options: { force?: boolean } = {}): Promise<boolean> {
  const hash = await sourceHash();
  if (!options.force && existsSync(STAMP) && (await readFile(STAMP, "utf8")) === hash) return false;
  log.info("building the web app");
  const output: Buffer[] = [];
  const child = spawn(process.execPath, [NEXT, "build"], {
    cwd: ROOT,
    env: childEnv({ NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0)
    throw new Error(`the web app could not be built:\n${Buffer.concat(output).toString("utf8")}`);
  await writeFile(STAMP, hash);
  return true;
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
