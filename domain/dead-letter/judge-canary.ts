import { FORETOLD, type Outcome, type Verdict } from "./replay-plan";

export interface CanaryLetter {
  letterId: bigint;
  verdict: Verdict;
  /** null until it is settled */
  outcome: Outcome | null;
}

export type CanaryVerdict =
  | { kind: "waiting"; left: number }
  | { kind: "passed" }
  | { kind: "differs"; note: string };

/** Whether the first letters of a job came out as the proof foretold. */
export function judgeCanary(letters: readonly CanaryLetter[]): CanaryVerdict {
  const wrong = letters.filter((one) => one.outcome !== null && one.outcome !== FORETOLD[one.verdict]);
  const left = letters.filter((one) => one.outcome === null).length;
  const [first] = wrong;
  if (first !== undefined) {
    return {
      kind: "differs",
      note: `${wrong.length} of the first ${letters.length} letters came out otherwise than proved: letter ${first.letterId} was to be ${FORETOLD[first.verdict] ?? "left"} and was ${first.outcome}. The rest waits: go on, or cancel and prove again.`,
    };
  }
  return left > 0 ? { kind: "waiting", left } : { kind: "passed" };
}
