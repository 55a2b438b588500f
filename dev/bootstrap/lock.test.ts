import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireLock } from "./lock.mjs";
import { self } from "./process.mjs";

let folder = "";
let file = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "k2-lock-"));
  file = path.join(folder, "deep", "services.lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("one holder at a time, and nothing left afterwards", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    const release = await acquireLock(file);
    inside += 1;
    most = Math.max(most, inside);
    await sleep(5);
    inside -= 1;
    await release();
  };
  await Promise.all(Array.from({ length: 10 }, work));
  expect(most).toBe(1);
  expect(await readdir(path.dirname(file))).toEqual([]);
});

test("the lock of a process that died is taken over", async () => {
  await (await acquireLock(file))();
  await writeFile(file, JSON.stringify({ ...self(), started: "an earlier process with this number" }));
  const release = await acquireLock(file, { timeoutMs: 1_000 });
  await release();
});

test("an unreadable lock is taken over", async () => {
  await (await acquireLock(file))();
  await writeFile(file, "");
  await (await acquireLock(file, { timeoutMs: 1_000 }))();
});

test("whoever waits too long is told who holds it", async () => {
  const release = await acquireLock(file);
  const told: number[] = [];
  await expect(acquireLock(file, { timeoutMs: 60, onWait: (pid) => told.push(pid) })).rejects.toThrow(
    `held by process ${process.pid}`,
  );
  expect(told).toEqual([process.pid]);
  await release();
});

test("a release that comes twice takes nothing from the next holder", async () => {
  const first = await acquireLock(file);
  await first();
  const second = await acquireLock(file);
  await first();
  await expect(acquireLock(file, { timeoutMs: 60 })).rejects.toThrow();
  await second();
});
