import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { GapsView } from "@/app/gaps/gaps-view";
import { loadGapsParams } from "@/app/gaps/params";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";

export const metadata: Metadata = { title: "Gaps" };

export default async function GapsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { states, instrument, exchange } = await loadGapsParams(searchParams);
  await prefetch((client) => [
    client.prefetchInfiniteQuery(
      trpc.gaps.page.infiniteQueryOptions(
        { states, instrumentId: instrument, exchange },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    ),
  ]);
  return (
    <Hydrate>
      <GapsView />
    </Hydrate>
  );
}
