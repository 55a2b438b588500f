import type { Verdict } from "./replay-plan";

/** What is known of a letter and its proof when a job decides whether to send it. */
export interface ReplayCase {
  verdict: Verdict;
  /** the error that the proof met; null where it met none */
  proof: { code: string; message: string; fingerprint: string } | null;
  /** the letter's newest error, and the build that met it */
  letter: { fingerprint: string; build: string };
  build: string;
  force: boolean;
}

export type ReplayDecision =
  | { send: true }
  | { send: false; why: "unsendable" | "loop" | "still-fails"; note: string };

/**
 * Whether to send a letter. What would fail with the same error under the same build goes round in circles: it is
 * refused, as is what would fail with another one, unless somebody forces it.
 */
export function decideReplay({ verdict, proof, letter, build, force }: ReplayCase): ReplayDecision {
  const said = proof === null ? "" : `${proof.code}: ${proof.message}`;
  if (verdict === "unsendable") return { send: false, why: "unsendable", note: said };
  if (verdict !== "fails" || force) return { send: true };
  if (isLoop({ proof, letter, build }))
    return {
      send: false,
      why: "loop",
      note: `Refused: it failed with this error under build ${build}, and would again. ${said}`,
    };
  return { send: false, why: "still-fails", note: `Refused: the proof says that it still fails. ${said}` };
}

/** Whether a replay would only repeat what happened: the same cause under the same build. */
export function isLoop({ proof, letter, build }: Pick<ReplayCase, "proof" | "letter" | "build">): boolean {
  return proof !== null && proof.fingerprint === letter.fingerprint && letter.build === build;
}
