import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { DeadLettersView } from "@/app/dead-letters/dead-letters-view";
import { filterOf } from "@/app/dead-letters/filter";
import { loadDeadLettersParams } from "@/app/dead-letters/params";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { loadGlobalParams } from "@/app/lib/url/global-params";
import { nowMicros } from "@/server/clock";

export const metadata: Metadata = { title: "Dead letters" };

export default async function DeadLettersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { range }] = await Promise.all([
    loadDeadLettersParams(searchParams),
    loadGlobalParams(searchParams),
  ]);
  await prefetch((client) => [
    client.prefetchQuery(trpc.deadLetters.halted.queryOptions({})),
    client.prefetchQuery(trpc.deadLetters.groups.queryOptions({})),
    client.prefetchQuery(trpc.deadLetters.facets.queryOptions({})),
    client.prefetchInfiniteQuery(
      trpc.deadLetters.page.infiniteQueryOptions(filterOf(params, range, nowMicros()), {
        getNextPageParam: (page) => page.nextCursor,
      }),
    ),
  ]);
  return (
    <Hydrate>
      <DeadLettersView />
    </Hydrate>
  );
}
