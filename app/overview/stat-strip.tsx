"use client";

import { useQuery } from "@tanstack/react-query";
import { formatRate, groupThousands } from "@/app/lib/format/decimal";
import { formatRelative } from "@/app/lib/format/time";
import { useNow } from "@/app/lib/live/server-clock";
import { useTRPC } from "@/app/lib/trpc/react";
import { describeRelative } from "@/app/lib/url/time-range-text";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { useShellStatus } from "@/app/shell/use-shell-status";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { Stat } from "@/app/ui/stat";

/** The figures that one reads first. */
export function StatStrip() {
  const trpc = useTRPC();
  const now = useNow();
  const [{ range }] = useGlobalParams();
  const live = useLiveOptions(2_000);
  const rateQuery = useQuery(trpc.throughput.now.queryOptions({}, live));
  const rate = rateQuery.data;
  const failed = rateQuery.isError;
  const total = useQuery(trpc.throughput.range.queryOptions({ range }, live)).data?.total;
  const feeds = useQuery(trpc.feeds.list.queryOptions({}, live)).data?.feeds;
  const lag = useQuery(trpc.pipeline.lag.queryOptions({}, live)).data;
  const attention = useShellStatus().data?.attention;
  const newest = feeds?.reduce<number | null>((latest, feed) => maxOf(latest, feed.lastTradeAt), null);
  const stale = feeds?.filter((feed) => feed.freshness === "stale").length ?? 0;

  return (
    <Panel>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 xl:grid-cols-6">
        <Stat
          failed={failed}
          label="Now"
          value={rate === undefined ? null : <span data-testid="rate-now">{formatRate(rate.perSecond)}</span>}
          unit="trades/s"
          note="over the last 60 s"
        />
        <Stat
          failed={failed}
          label={"lastSeconds" in range ? describeRelative(range.lastSeconds) : "Chosen range"}
          value={total === undefined ? null : <ExactNumber value={total} />}
          unit="trades"
          note="by exchange time"
        />
        <Stat
          failed={failed}
          label="Newest trade"
          value={
            newest === undefined
              ? null
              : newest === null
                ? "none yet"
                : formatRelative(Math.min(newest, now), now)
          }
          note={stale > 0 ? `${stale} ${stale === 1 ? "feed is" : "feeds are"} stale` : "over all exchanges"}
          tone={stale > 0 ? "bad" : "neutral"}
        />
        <Stat
          failed={failed}
          label="Lag"
          value={
            lag === undefined ? null : lag.records === null ? (
              "not sampled"
            ) : (
              <ExactNumber value={lag.records} />
            )
          }
          unit={lag?.records === null || lag === undefined ? undefined : "records"}
          note={
            lag?.records === null
              ? "no worker samples it"
              : `over ${groupThousands(lag?.partitions ?? 0)} partitions`
          }
        />
        <Stat
          failed={failed}
          label="Dead letters"
          value={attention === undefined ? null : counted(attention.deadLetters)}
          unit="waiting"
          note="could not be read"
          tone={attention && attention.deadLetters > 0 ? "warn" : "neutral"}
        />
        <Stat
          failed={failed}
          label="Open gaps"
          value={attention === undefined ? null : counted(attention.gaps)}
          unit="gaps"
          note="in the feeds' numbers"
          tone={attention && attention.gaps > 0 ? "warn" : "neutral"}
        />
      </div>
    </Panel>
  );
}

/** The server counts up to a thousand. */
function counted(count: number): string {
  return count >= 1_000 ? "999+" : String(count);
}

function maxOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
