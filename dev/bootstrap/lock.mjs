// Plain Node, no packages: this runs before node_modules exists.
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, self } from "./process.mjs";

const POLL_MS = 50;

/**
 * Takes the lock `file`, waiting while another live process (or another call in this one) holds it. The lock of a
 * process that died is taken over, so nothing has to be removed by hand. Resolves with the function that gives it back.
 * @param {string} file
 * @param {{ timeoutMs?: number, onWait?: (pid: number) => void }} [options] rejects after `timeoutMs` (10 min)
 * @returns {Promise<() => Promise<void>>}
 */
export async function acquireLock(file, { timeoutMs = 600_000, onWait } = {}) {
  await mkdir(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({ ...self(), token: randomUUID() });
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  // Linked into place when complete, so that nobody can read half a lock.
  await writeFile(draft, mine);
  const deadline = Date.now() + timeoutMs;
  let told = false;
  try {
    for (;;) {
      if (await tryLink(draft, file)) return () => release(file, mine);
      const held = await readOr(file);
      if (held === undefined) continue;
      const holder = parseHolder(held);
      if (holder === undefined || !isAlive(holder)) {
        await takeAway(file, held);
        continue;
      }
      if (!told) onWait?.(holder.pid);
      told = true;
      if (Date.now() > deadline) throw new Error(`${file} is held by process ${holder.pid} for too long`);
      await sleep(POLL_MS);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** @param {string} draft @param {string} file */
async function tryLink(draft, file) {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file @returns {Promise<string | undefined>} */
async function readOr(file) {
  return readFile(file, "utf8").catch(() => undefined);
}

/** @param {string} text @returns {{ pid: number, started: string } | undefined} */
function parseHolder(text) {
  try {
    const { pid, started } = JSON.parse(text);
    return typeof pid === "number" && typeof started === "string" ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} file @param {string} seen */
async function takeAway(file, seen) {
  const aside = `${file}.stale.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return; // another process was quicker
  }
  // Between our look and the rename somebody may have taken over and put a live lock there: give it back.
  if ((await readOr(aside)) !== seen) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** @param {string} file @param {string} mine */
async function release(file, mine) {
  if ((await readOr(file)) === mine) await rm(file, { force: true });
}
