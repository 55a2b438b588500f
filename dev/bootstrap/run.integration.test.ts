import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive, startedAt } from "./process.mjs";

const run = path.join(import.meta.dirname, "run.mjs");
/** Tells its pid and arguments; counts the signals it gets for a while, then ends with 40 and the count. */
const COMMAND = `
let signals = 0;
const timer = setTimeout(() => undefined, 60_000);
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => {
  signals += 1;
  setTimeout(() => process.exit(40 + signals), 600);
});
const args: string[] = process.argv.slice(2);
console.log(JSON.stringify({ pid: process.pid, args }));
if (args.includes("--fail")) { clearTimeout(timer); process.exitCode = 7; }
`;
let folder = "";
let file = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "k2-run-"));
  file = path.join(folder, "command.mts");
  await writeFile(file, COMMAND);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

type Started = { wrapper: ChildProcess; pid: number; args: string[]; code: Promise<number | null> };

async function start(...args: string[]): Promise<Started> {
  const wrapper = spawn(process.execPath, [run, "--then", file, "--", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const code = once(wrapper, "exit").then(([value]) => (typeof value === "number" ? value : null));
  const [line] = await once(wrapper.stdout.setEncoding("utf8"), "data");
  const told: { pid: number; args: string[] } = JSON.parse(String(line));
  return { wrapper, code, ...told };
}

test("arguments reach the command, --help among them, and its exit code comes back", async () => {
  const { args, code } = await start("--help", "--fail", "a b");
  expect(args).toEqual(["--help", "--fail", "a b"]);
  expect(await code).toBe(7);
});

test("a signal that arrives twice at once, from the terminal and from npm, reaches the command once", async () => {
  const { wrapper, code } = await start();
  wrapper.kill("SIGINT");
  await sleep(20);
  wrapper.kill("SIGINT");
  expect(await code).toBe(41);
});

test("a second Ctrl-C of an impatient person passes, too", async () => {
  const { wrapper, code } = await start();
  wrapper.kill("SIGINT");
  await sleep(400);
  wrapper.kill("SIGINT");
  expect(await code).toBe(42);
});

test("kill -9 of the wrapper stops the command", async () => {
  const { wrapper, pid, code } = await start();
  const command = { pid, started: startedAt(pid) ?? "" };
  wrapper.kill("SIGKILL");
  expect(await code).toBeNull();
  for (let tries = 0; isAlive(command) && tries < 100; tries += 1) await sleep(50);
  expect(isAlive(command)).toBe(false);
});

test("wrong usage ends with 2, its own help with 0", async () => {
  const ends = await Promise.all(
    ["--nonsense", "--help"].map((word) => once(spawn(process.execPath, [run, word]), "exit")),
  );
  expect(ends.map(([code]) => code)).toEqual([2, 0]);
});
