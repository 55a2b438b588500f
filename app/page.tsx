import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { loadGlobalParams } from "@/app/lib/url/global-params";
import { Overview } from "@/app/overview/overview";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { range } = await loadGlobalParams(searchParams);
  await prefetch((client) => [
    client.prefetchQuery(trpc.ledger.summary.queryOptions({})),
    client.prefetchQuery(trpc.attention.list.queryOptions({})),
    client.prefetchQuery(trpc.throughput.now.queryOptions({})),
    client.prefetchQuery(trpc.throughput.range.queryOptions({ range })),
    client.prefetchQuery(trpc.feeds.list.queryOptions({})),
    client.prefetchQuery(trpc.pipeline.lag.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <Overview />
    </Hydrate>
  );
}
