import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "@/runtime/log";

export interface Periodic {
  /** ends after the run under way */
  stop(): Promise<void>;
}

const LAST_RETRY_MS = 5_000;

/**
 * Runs a task over and over: at once again where it says that there is more to do, else after `idleMs`. A failed run is
 * logged and tried again, more slowly each time.
 */
export function runPeriodically(options: {
  name: string;
  idleMs: number;
  log: Log;
  task: (signal: AbortSignal) => Promise<"more" | "idle">;
}): Periodic {
  const { name, idleMs, log, task } = options;
  const end = new AbortController();
  const pause = (ms: number) => wait(ms, undefined, { signal: end.signal }).catch(() => undefined);
  const loop = async () => {
    let failures = 0;
    while (!end.signal.aborted) {
      try {
        const answer = await task(end.signal);
        failures = 0;
        if (answer === "idle") await pause(idleMs);
      } catch (error) {
        if (end.signal.aborted) return;
        const retryInMs = Math.min(100 * 2 ** failures++, LAST_RETRY_MS);
        log.warn({ err: error, retryInMs }, `${name} failed; it runs again`);
        await pause(retryInMs);
      }
    }
  };
  const running = loop();
  return {
    async stop() {
      end.abort();
      await running;
    },
  };
}
