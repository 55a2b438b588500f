import type { ReactNode } from "react";
import type { GapDetail } from "@/app/gaps/gap/gap-type";
import { CAUSE } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import { AbsoluteTime } from "@/app/ui/relative-time";

/** When, where, and what shows the cause. */
export function GapFacts({ gap }: { gap: GapDetail }) {
  const { outage, lost } = gap.evidence;
  return (
    <dl className="rounded border border-line">
      <Fact name="Numbers">
        <span className="mono">
          {groupThousands(gap.fromSequence)} – {groupThousands(gap.toSequence)}
        </span>
      </Fact>
      {gap.restart !== null && (
        <Fact name="Numbering">
          Of before a restart
          <span className="block text-12 text-text-2">
            the venue went from {groupThousands(gap.restart.after)} to {groupThousands(gap.restart.with)} at{" "}
            <AbsoluteTime micros={gap.restart.at} precision="milli" />: trades are told apart by their time
          </span>
        </Fact>
      )}
      <Fact name="Last trade before">
        <AbsoluteTime micros={gap.timeBefore} precision="micro" className="mono" />
      </Fact>
      <Fact name="First trade after">
        <AbsoluteTime micros={gap.timeAfter} precision="micro" className="mono" />{" "}
        <span className="text-text-3">
          ({formatDuration(Math.abs(gap.timeAfter - gap.timeBefore))} later)
        </span>
      </Fact>
      <Fact name="Found">
        <AbsoluteTime micros={gap.detectedAt} className="mono" />
        {gap.topic !== null && (
          <span className="block break-words text-12 text-text-3">
            reading {gap.topic}, partition {gap.partition}, offset {gap.sourceOffset?.toString()}
          </span>
        )}
      </Fact>
      {gap.filledAt !== null && (
        <Fact name="Filled">
          <AbsoluteTime micros={gap.filledAt} className="mono" />
        </Fact>
      )}
      <Fact name="Cause">
        {CAUSE[gap.cause]}
        {outage !== undefined && (
          <span className="block text-12 text-text-2">
            {outage.reason}: no message from <AbsoluteTime micros={outage.disconnectedAt} precision="milli" />{" "}
            {outage.reconnectedAt === null ? (
              "on, and it is not over"
            ) : (
              <>
                to <AbsoluteTime micros={outage.reconnectedAt} precision="milli" />, when it was connected
                again
              </>
            )}
          </span>
        )}
        {lost !== undefined && (
          <span className="block text-12 text-text-2">
            Kafka deleted offsets {groupThousands(lost.fromOffset)} to {groupThousands(lost.toOffset - 1)}{" "}
            unread
          </span>
        )}
      </Fact>
      {gap.backfillTries > 0 && <Fact name="Backfills tried">{gap.backfillTries}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[130px_minmax(0,1fr)] items-center gap-2 border-line border-t px-3 py-1.5 first:border-t-0">
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
