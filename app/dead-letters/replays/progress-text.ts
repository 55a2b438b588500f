import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";

type Job = ApiOutput["replay"]["one"];

const WORDS = [
  ["stored", "stored"],
  ["duplicate", "were there already"],
  ["ignored", "carried no trade"],
  ["failed", "failed again"],
  ["skipped", "skipped"],
  ["cancelled", "not sent"],
  ["waiting", "to send"],
] as const;

/** What became of a job's letters, in a line. */
export function progressText({ state, plan, progress, proved, letters, note }: Job): string {
  if (state === "requested")
    return letters === null ? "" : `${groupThousands(proved)} of ${groupThousands(letters)} proved`;
  if (progress !== null) {
    const parts = WORDS.filter(([name]) => progress[name] > 0);
    if (parts.length > 0)
      return parts.map(([name, word]) => `${groupThousands(progress[name])} ${word}`).join(", ");
  }
  if (plan !== null) return `would store ${groupThousands(plan.letters.store)}`;
  return note ?? "";
}
