import { beginShutdown } from "@/server/shutdown";

/** After the signal, this long at most: Next waits for open streams without an end. */
const DEADLINE_MS = 1_500;

/** On a signal, open streams end first, then the process, whatever is still open. */
export function endOnSignal(): void {
  for (const [signal, exitCode] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const) {
    process.once(signal, () => {
      beginShutdown();
      setTimeout(() => process.exit(exitCode), DEADLINE_MS).unref();
    });
  }
}
