import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { loadGlobalParams } from "@/app/lib/url/global-params";
import { loadTradesParams } from "@/app/trades/params";
import { estimateQuestion, tradesQuestion } from "@/app/trades/trades-question";
import { TradesView } from "@/app/trades/trades-view";

export const metadata: Metadata = { title: "Trades" };

export default async function TradesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ range }, params] = await Promise.all([
    loadGlobalParams(searchParams),
    loadTradesParams(searchParams),
  ]);
  await prefetch((client) => [
    client.fetchQuery(trpc.instruments.list.queryOptions({})).then((instruments) => {
      const instrumentId = params.instrument ?? instruments[0]?.id;
      if (instrumentId === undefined) return undefined;
      return Promise.all([
        client.prefetchQuery(trpc.candles.range.queryOptions({ instrumentId, range })),
        client.prefetchInfiniteQuery(
          trpc.trades.page.infiniteQueryOptions(tradesQuestion(instrumentId, params, range), {
            getNextPageParam: (page) => page.nextCursor,
          }),
        ),
        client.prefetchQuery(
          trpc.trades.estimate.queryOptions(estimateQuestion(instrumentId, params, range)),
        ),
      ]);
    }),
  ]);
  return (
    <Hydrate>
      <TradesView />
    </Hydrate>
  );
}
