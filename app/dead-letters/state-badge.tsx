import type { LETTER_STATES } from "@/app/dead-letters/params";
import { Badge } from "@/app/ui/badge";
import type { Tone } from "@/app/ui/tone";

type State = (typeof LETTER_STATES)[number];

export const STATE: Record<State, { tone: Tone; word: string }> = {
  failed: { tone: "warn", word: "Waits" },
  replaying: { tone: "accent", word: "Replaying" },
  replayed: { tone: "info", word: "Replayed" },
  resolved: { tone: "ok", word: "Resolved" },
  discarded: { tone: "neutral", word: "Discarded" },
};

export function StateBadge({ state }: { state: State }) {
  return <Badge tone={STATE[state].tone}>{STATE[state].word}</Badge>;
}
