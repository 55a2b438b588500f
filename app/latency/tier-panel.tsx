import { Clock } from "lucide-react";
import { Ruler } from "@/app/latency/ruler";
import { type Stages, tierVerdict } from "@/app/latency/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";
import type { Tone } from "@/app/ui/tone";

const TONE: Record<Stages["tier"]["kind"], Tone> = {
  met: "ok",
  unsure: "warn",
  missed: "bad",
  clock: "warn",
  unknown: "neutral",
};

/** The tier that is met right now, and what the figures mean. */
export function TierPanel({ stages }: { stages: Stages }) {
  const total = stages.stages.find((one) => one.stage === "total")?.figures;
  return (
    <Panel
      title="Exchange to queryable"
      subtitle={`From the exchange's own time to the row that can be queried; n = ${groupThousands(total?.n ?? 0)}. The tier right now goes by the 99th percentile of the last minute or two, n = ${groupThousands(stages.tier.n)}`}
      actions={
        <span data-testid="tier">
          <Badge tone={TONE[stages.tier.kind]}>{`Right now: ${tierVerdict(stages.tier)}`}</Badge>
        </span>
      }
    >
      <Ruler stages={stages} />
      {total !== undefined && total.negative > 0 && (
        <p role="note" className="mt-3 flex items-start gap-2 text-13">
          <Clock aria-hidden size={16} className="mt-0.5 shrink-0 text-warn" />
          <span>
            {groupThousands(total.negative)} of {groupThousands(total.n)} trades carry a time that is ahead of
            our clock. They are counted as negative, not clipped: the figures are those of two clocks.
          </span>
        </p>
      )}
      {total !== undefined && total.history > 0 && (
        <p className="mt-2 text-12 text-text-3">
          {groupThousands(total.history)} records were read more than a day after their time: captures, or a
          long outage. They are in none of these figures.
        </p>
      )}
      <p className="mt-3 max-w-prose text-13 text-text-2">
        K2 stores and answers for research, compliance and analytics (L3). It is no platform for execution or
        market making: no figure here claims L1. Kafka's timestamps and ours are whole milliseconds, so
        nothing below 1 ms is told apart.
      </p>
    </Panel>
  );
}
