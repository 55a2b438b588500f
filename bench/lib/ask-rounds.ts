import type { BenchContext, BenchResult, Figure } from "./context";
import { median } from "./median";

const ROUNDS = 9;

/** A question of a page, in words, and how it is asked. */
export interface TimedQuestion {
  name: string;
  ask(): Promise<unknown>;
}

/** Asks each question nine times, one after the other. @returns the medians in ms, each held against one goal */
export async function askRounds(
  context: Pick<BenchContext, "signal" | "say">,
  questions: readonly TimedQuestion[],
  of: { n: number; goalMs: number },
): Promise<Pick<BenchResult, "figures" | "goals">> {
  const figures: Figure[] = [];
  for (const { name, ask } of questions) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS && !context.signal.aborted; round++) {
      const from = performance.now();
      await ask();
      rounds.push(Math.round((performance.now() - from) * 10) / 10);
    }
    const value = median(rounds);
    context.say(`${name}: ${value} ms (${Math.min(...rounds)} to ${Math.max(...rounds)})`);
    figures.push({ name, value, unit: "ms", n: of.n, rounds });
  }
  const goals = figures.map(({ name, value }) => ({
    name,
    value,
    unit: "ms",
    goal: of.goalMs,
    better: "smaller" as const,
    met: value < of.goalMs,
  }));
  return { figures, goals };
}
