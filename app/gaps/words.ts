import type { ApiOutput } from "@/app/lib/trpc/types";
import type { Tone } from "@/app/ui/tone";
import type { GapCause, GapState } from "@/domain/gap/types";

export const STATE: Record<GapState, { tone: Tone; word: string }> = {
  open: { tone: "warn", word: "Open" },
  explained: { tone: "info", word: "Explained" },
  backfilling: { tone: "accent", word: "Backfilling" },
  filled: { tone: "ok", word: "Filled" },
  unrecoverable: { tone: "bad", word: "Unrecoverable" },
  acknowledged: { tone: "neutral", word: "Acknowledged" },
};

export const CAUSE: Record<GapCause, string> = {
  unknown: "Not known",
  "dead-letter": "Dead letter",
  "socket-drop": "Socket drop",
  restart: "Feed restart",
  "partition-lost": "Records lost in Kafka",
  venue: "Not at the venue",
};

export type MissingClass = ApiOutput["gaps"]["one"]["classes"][number]["class"];

/** Where a missing number is, in words. */
export const CLASS: Record<MissingClass, { word: string; meaning: string }> = {
  "dead-letter": {
    word: "In the dead letters",
    meaning: "They came, and could not be read. Correct and replay their letters.",
  },
  fetchable: {
    word: "At the venue",
    meaning: "The venue's REST history should have them. A backfill fetches them.",
  },
  expired: {
    word: "Older than the venue keeps",
    meaning: "The venue was asked, and its history begins after them.",
  },
  renumbered: {
    word: "Of before the venue's restart",
    meaning:
      "The venue began its numbers anew since. Asked by these, it has other trades, or none: they cannot be fetched.",
  },
  "never-issued": {
    word: "Never issued",
    meaning: "Three answers of the venue had their neighbours on both sides and left them out.",
  },
  "no-history": {
    word: "No history to ask",
    meaning: "This console speaks no REST history of this market.",
  },
};

export const JOB: Record<ApiOutput["gaps"]["jobs"]["rows"][number]["state"], { tone: Tone; word: string }> = {
  waiting: { tone: "accent", word: "Waiting" },
  running: { tone: "accent", word: "Running" },
  done: { tone: "ok", word: "Done" },
  cancelled: { tone: "neutral", word: "Cancelled" },
  failed: { tone: "bad", word: "Failed" },
};
