"use client";

import { GapActions } from "@/app/gaps/gap/gap-actions";
import { GapExplanation } from "@/app/gaps/gap/gap-explanation";
import { GapFacts } from "@/app/gaps/gap/gap-facts";
import { GapHistory } from "@/app/gaps/gap/gap-history";
import type { GapDetail } from "@/app/gaps/gap/gap-type";
import { CAUSE, STATE } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { Badge } from "@/app/ui/badge";

/** A gap: where each missing number is, with a button for each kind; what is known; what became of it. */
export function GapDetails({ gap }: { gap: GapDetail }) {
  return (
    <div className="flex flex-col gap-5 p-4 text-13">
      <div className="flex flex-wrap items-center gap-2">
        <span data-testid="gap-state">
          <Badge tone={STATE[gap.state].tone}>{STATE[gap.state].word}</Badge>
        </span>
        <span className="font-medium">
          {gap.exchange} {gap.symbol}
        </span>
        <span className="text-text-2">
          {gap.missingCount === "0"
            ? "nothing is missing any more"
            : `${groupThousands(gap.missingCount)} missing; cause: ${CAUSE[gap.cause].toLowerCase()}`}
        </span>
      </div>
      {gap.classes.length > 0 && <GapExplanation gap={gap} />}
      <GapActions gap={gap} />
      <GapFacts gap={gap} />
      <GapHistory history={gap.history} />
    </div>
  );
}
