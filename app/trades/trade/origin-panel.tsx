"use client";

import Link from "next/link";
import { groupThousands } from "@/app/lib/format/decimal";
import { toIsoMicros } from "@/app/lib/format/time";
import { useHref } from "@/app/lib/url/use-global-params";
import { Fact } from "@/app/trades/trade/fact";
import type { Lineage } from "@/app/trades/trade/lineage-type";
import { Panel } from "@/app/ui/panel";
import { AbsoluteTime, RelativeTime } from "@/app/ui/relative-time";

const LINK = "text-accent underline underline-offset-2";

/** The way of a trade from its record to its row, and who sent it again if somebody did. */
export function OriginPanel({
  lineage: { trade, source, frameTrades, backfillJobId, letter },
}: {
  lineage: Lineage;
}) {
  const href = useHref();
  return (
    <Panel title="Lineage" subtitle="Topic, partition, offset, place in the frame → row" flush>
      <dl className="text-13">
        <Fact name="Topic" copy={trade.topic}>
          <span className="mono break-all">{trade.topic}</span>
        </Fact>
        <Fact name="Partition · offset" copy={`${trade.partition}/${trade.sourceOffset}`}>
          <span className="mono">
            {trade.partition} · {trade.sourceOffset.toString()}
          </span>
        </Fact>
        <Fact name="Place in the frame">
          {trade.frameIndex + 1} of {groupThousands(frameTrades)} stored from it
        </Fact>
        <Fact name="Row of the batch" copy={toIsoMicros(trade.ingestedAt)}>
          <AbsoluteTime micros={trade.ingestedAt} precision="micro" className="mono" />
        </Fact>
        <Fact name="Its partition's account">
          {groupThousands(source.consumed)} records read up to offset {groupThousands(source.nextOffset)}:{" "}
          {groupThousands(source.stored)} trades stored, {groupThousands(source.duplicates)} duplicate; moved{" "}
          <RelativeTime micros={source.lastMovedAt} />
        </Fact>
        <Fact name="Sent again by">
          {backfillJobId === null && letter === null ? (
            <span className="text-text-3">nobody: neither a backfill nor a replay knows its number</span>
          ) : (
            <span className="flex flex-col">
              {backfillJobId !== null && (
                <Link
                  href={href("/gaps", { view: "backfills", job: backfillJobId.toString() })}
                  className={LINK}
                >
                  backfill {backfillJobId.toString()} published it
                </Link>
              )}
              {letter !== null && (
                <Link href={href(`/dead-letters/${letter.id}`)} className={LINK}>
                  letter {letter.id.toString()} held its number, {letter.state}
                </Link>
              )}
            </span>
          )}
        </Fact>
      </dl>
    </Panel>
  );
}
