import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import type { Tone } from "@/app/ui/tone";

type Job = ApiOutput["replay"]["one"];

const JOB: Record<Job["state"], { tone: Tone; word: string }> = {
  requested: { tone: "accent", word: "Proving" },
  planned: { tone: "info", word: "Planned" },
  queued: { tone: "accent", word: "Starting" },
  running: { tone: "accent", word: "Running" },
  paused: { tone: "warn", word: "Paused" },
  done: { tone: "ok", word: "Done" },
  cancelled: { tone: "neutral", word: "Cancelled" },
  refused: { tone: "bad", word: "Refused" },
};

/** Where a job stands, and what it was asked and has yet to do. */
export function JobBadge({ job: { state, asked } }: { job: Pick<Job, "state" | "asked"> }) {
  const word = asked === "pause" ? "Pausing" : asked === "cancel" ? "Cancelling" : JOB[state].word;
  return <Badge tone={JOB[state].tone}>{word}</Badge>;
}
