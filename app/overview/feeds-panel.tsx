"use client";

import { useQuery } from "@tanstack/react-query";
import { RadioTower } from "lucide-react";
import { formatRate } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";

const FRESHNESS = {
  live: { tone: "ok", word: "Live", hint: "trades arrive" },
  quiet: { tone: "info", word: "Quiet", hint: "connected, no trade for a while" },
  stale: { tone: "bad", word: "Stale", hint: "the feed does not deliver" },
  replayed: { tone: "neutral", word: "From captures", hint: "no feed worker serves this exchange" },
} as const;

const CELL = "border-line border-t px-2 py-2 first:pl-4 last:pr-4";

/** How fresh each exchange is. */
export function FeedsPanel() {
  const trpc = useTRPC();
  const live = useLiveOptions(2_000);
  const query = useQuery(trpc.feeds.list.queryOptions({}, live));
  const rates = useQuery(trpc.throughput.now.queryOptions({}, live)).data?.byExchange;
  return (
    <Panel title="Exchanges" subtitle="Freshness by the newest trade of each" flush>
      <QueryView query={query} loading={<SkeletonRows rows={3} columns={4} />}>
        {({ feeds }) =>
          feeds.length === 0 ? (
            <EmptyState icon={RadioTower} title="No exchange yet">
              Exchanges appear with their first trade. <Command>npm run demo -- --live</Command> follows the
              real ones.
            </EmptyState>
          ) : (
            <div className="overflow-x-auto">
              <table className="w-full text-13">
                <thead className="text-12 text-text-3">
                  <tr>
                    <th scope="col" className="px-2 py-1 pl-4 text-left font-medium">
                      Exchange
                    </th>
                    <th scope="col" className="px-2 py-1 text-left font-medium">
                      Newest trade
                    </th>
                    <th scope="col" className="px-2 py-1 text-right font-medium">
                      Trades/s
                    </th>
                    <th scope="col" className="px-2 py-1 pr-4 text-right font-medium">
                      Stored
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {feeds.map((feed) => {
                    const { tone, word, hint } = FRESHNESS[feed.freshness];
                    const rate = rates?.find((one) => one.exchange === feed.exchange)?.perSecond ?? 0;
                    return (
                      <tr key={feed.exchange}>
                        <th scope="row" className={`${CELL} text-left font-medium`}>
                          <span className="mr-2">{feed.exchange}</span>
                          <span title={hint}>
                            <Badge tone={tone}>{word}</Badge>
                          </span>
                        </th>
                        <td className={`${CELL} whitespace-nowrap`}>
                          {feed.lastTradeAt === null ? (
                            "none yet"
                          ) : (
                            <RelativeTime micros={feed.lastTradeAt} />
                          )}
                        </td>
                        <td className={`${CELL} text-right`}>{formatRate(rate)}</td>
                        <td className={`${CELL} text-right`}>
                          <ExactNumber value={feed.stored} />
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryView>
    </Panel>
  );
}
