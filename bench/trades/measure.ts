import { percentile } from "../lib/percentile";

/** How long one kind of question took, in ms. */
export interface Measured {
  name: string;
  n: number;
  /** how many of them were not answered, such as by the limit of 8 s: they count with the time that passed */
  failed: number;
  p50: number;
  p99: number;
}

/** A kind of question that takes long is asked less often; its n says how often. */
const MOST_MS = 10_000;

/** Asks one question after the other, `rounds` times, or fewer where that would take more than ten seconds. */
export async function measure(
  name: string,
  rounds: number,
  signal: AbortSignal,
  ask: (round: number) => Promise<unknown>,
): Promise<Measured> {
  const took: number[] = [];
  let failed = 0;
  const began = performance.now();
  while (took.length < rounds && performance.now() - began < MOST_MS) {
    signal.throwIfAborted();
    const from = performance.now();
    await ask(took.length).catch((error: unknown) => {
      signal.throwIfAborted();
      if (failed++ === 0) process.stderr.write(`${name}: ${String(error).slice(0, 300)}\n`);
    });
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  return {
    name,
    n: took.length,
    failed,
    p50: round(percentile(took, 0.5)),
    p99: round(percentile(took, 0.99)),
  };
}

/** Milliseconds with one digit. */
export function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
