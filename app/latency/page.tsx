import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { LatencyView } from "@/app/latency/latency-view";
import { loadLatencyParams } from "@/app/latency/params";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { loadGlobalParams } from "@/app/lib/url/global-params";

export const metadata: Metadata = { title: "Latency" };

export default async function LatencyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ exchange, stage, by }, { range }] = await Promise.all([
    loadLatencyParams(searchParams),
    loadGlobalParams(searchParams),
  ]);
  await prefetch((client) => [
    client.prefetchQuery(trpc.feeds.list.queryOptions({})),
    client.prefetchQuery(trpc.pipeline.partitions.queryOptions({})),
    client.prefetchQuery(trpc.instruments.list.queryOptions({})),
    client.prefetchQuery(trpc.latency.stages.queryOptions({ range, exchange })),
    client.prefetchQuery(trpc.latency.series.queryOptions({ range, exchange, stage })),
    client.prefetchQuery(trpc.latency.markets.queryOptions({ range, exchange, stage, by })),
  ]);
  return (
    <Hydrate>
      <LatencyView />
    </Hydrate>
  );
}
