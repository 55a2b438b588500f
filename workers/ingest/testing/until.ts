import { setTimeout as wait } from "node:timers/promises";

/** Asks again until the answer is true; the test's own timeout ends it. */
export async function until(what: string, ask: () => Promise<boolean>, limitMs = 30_000): Promise<void> {
  const started = performance.now();
  while (!(await ask())) {
    if (performance.now() - started > limitMs) throw new Error(`${what} did not happen in ${limitMs} ms`);
    await wait(25);
  }
}
