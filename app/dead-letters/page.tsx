import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { DeadLettersView } from "@/app/dead-letters/dead-letters-view";
import { loadDeadLettersParams } from "@/app/dead-letters/params";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";

export const metadata: Metadata = { title: "Dead letters" };

export default async function DeadLettersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { states, group } = await loadDeadLettersParams(searchParams);
  await prefetch((client) => [
    client.prefetchQuery(trpc.deadLetters.groups.queryOptions({})),
    client.prefetchInfiniteQuery(
      trpc.deadLetters.page.infiniteQueryOptions(
        { states, fingerprint: group },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    ),
  ]);
  return (
    <Hydrate>
      <DeadLettersView />
    </Hydrate>
  );
}
