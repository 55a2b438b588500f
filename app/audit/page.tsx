import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { AuditView } from "@/app/audit/audit-view";
import { loadAuditParams } from "@/app/audit/params";
import { questionOf } from "@/app/audit/question";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { loadGlobalParams } from "@/app/lib/url/global-params";
import { nowMicros } from "@/server/clock";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { range }] = await Promise.all([
    loadAuditParams(searchParams),
    loadGlobalParams(searchParams),
  ]);
  await prefetch((client) => [
    client.prefetchQuery(trpc.audit.facets.queryOptions({})),
    client.prefetchInfiniteQuery(
      trpc.audit.page.infiniteQueryOptions(questionOf(params, range, nowMicros()), {
        getNextPageParam: (page) => page.nextCursor,
      }),
    ),
  ]);
  return (
    <Hydrate>
      <AuditView />
    </Hydrate>
  );
}
