"use client";

import { type Verdict, verdictText } from "@/app/dead-letters/letter/verdict-text";
import { Badge } from "@/app/ui/badge";

/** What the decoders make of a value, in a line. */
export function PreviewLine({ verdict }: { verdict: Verdict }) {
  const { tone, word, text } = verdictText(verdict);
  return (
    <p className="text-13" aria-live="polite">
      <Badge tone={tone}>{verdict.kind === "trades" ? "Can be read" : word}</Badge>{" "}
      <span className="text-text-2">{text}</span>
    </p>
  );
}
