import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { commandLine, isAlive, parseStat, self, startedAt } from "./process.mjs";

const tail = "S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 987654 0 0";

test("the start time is found behind a command with spaces and brackets", () => {
  expect(parseStat(`42 (a b) c) ${tail}`)).toMatch(/\/987654$/);
});

test("a zombie counts as gone", () => {
  expect(parseStat(`42 (node) ${tail.replace("S", "Z")}`)).toBeUndefined();
});

test("this process is alive, and one with the same number but another start is not", () => {
  const me = self();
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, started: "earlier" })).toBe(false);
  expect(commandLine(me.pid)).toContain("node");
});

test("a process that has ended is not alive", async () => {
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
  const pid = child.pid ?? 0;
  const ref = { pid, started: startedAt(pid) ?? "" };
  expect(isAlive(ref)).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(ref)).toBe(false);
});
