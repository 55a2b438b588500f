import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `check` holds. @throws Error naming `what` after `ms` milliseconds */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  ms = 10_000,
): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`);
    await sleep(10);
  }
}
