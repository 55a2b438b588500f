import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { changeState, lockLetters } from "@/db/queries/dead-letters/change-state";
import { type ReplaySelection, replaySelection } from "@/domain/dead-letter/letter-filter";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { reasonText } from "@/server/trpc/exact";

/** More at once would hold locks for longer than a page waits. */
const MAX_LETTERS = 50_000;

export const discardInput = z.strictObject({ selection: replaySelection, reason: reasonText });

export const discardOutput = z.object({ letters: z.int() });

/**
 * Sets waiting letters aside for good; they are kept, and can be taken back.
 * @throws {ServiceError} NOT_FOUND where none waits; TOO_LARGE past 50,000 at once
 */
export function discardLetters(
  { selection, reason }: z.infer<typeof discardInput>,
  act: Act,
): Promise<z.infer<typeof discardOutput>> {
  return change({ selection, reason, act, from: "failed", to: "discarded", action: "letter.discard" });
}

/**
 * Takes discarded letters back: they wait again.
 * @throws {ServiceError} NOT_FOUND where none is discarded; TOO_LARGE past 50,000 at once
 */
export function restoreLetters(
  { selection, reason }: z.infer<typeof discardInput>,
  act: Act,
): Promise<z.infer<typeof discardOutput>> {
  return change({ selection, reason, act, from: "discarded", to: "failed", action: "letter.restore" });
}

interface Change {
  selection: ReplaySelection;
  reason: string;
  act: Act;
  from: "failed" | "discarded";
  to: "failed" | "discarded";
  action: string;
}

function change({ selection, reason, act, from, to, action }: Change): Promise<{ letters: number }> {
  return database().begin(async (tx) => {
    const ids = await lockLetters(tx, selection, from, MAX_LETTERS + 1);
    if (ids.length === 0) throw new ServiceError("NOT_FOUND", `No letter of the selection is ${from}.`);
    if (ids.length > MAX_LETTERS) {
      throw new ServiceError(
        "TOO_LARGE",
        `More than ${MAX_LETTERS.toLocaleString("en-US")} letters match. Narrow the filter, and go on in parts.`,
      );
    }
    await insertAudit(tx, {
      actor: act.actor,
      action,
      subject: ids.length === 1 ? `letter ${ids[0]}` : `${ids.length.toLocaleString("en-US")} letters`,
      reason,
      origin: act.origin,
      outcome: to === "failed" ? "wait again" : "discarded",
      detail: { selection, first: String(ids[0]), last: String(ids.at(-1)) },
    });
    await changeState(tx, ids, to, to === "discarded" ? reason : null);
    return { letters: ids.length };
  });
}
