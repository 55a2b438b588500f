import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { questionOf } from "@/app/gaps/filter";
import { GapsView } from "@/app/gaps/gaps-view";
import { loadGapsParams } from "@/app/gaps/params";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { loadGlobalParams } from "@/app/lib/url/global-params";

export const metadata: Metadata = { title: "Gaps" };

export default async function GapsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { range }] = await Promise.all([
    loadGapsParams(searchParams),
    loadGlobalParams(searchParams),
  ]);
  await prefetch((client) => [
    client.prefetchInfiniteQuery(
      trpc.gaps.page.infiniteQueryOptions(questionOf(params), {
        getNextPageParam: (page) => page.nextCursor,
      }),
    ),
    client.prefetchQuery(trpc.gaps.counts.queryOptions({ instrumentId: params.instrument })),
    client.prefetchQuery(
      trpc.gaps.completeness.queryOptions({ range, exchange: params.exchange, offset: 0 }),
    ),
  ]);
  return (
    <Hydrate>
      <GapsView />
    </Hydrate>
  );
}
