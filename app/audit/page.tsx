import type { Metadata } from "next";
import { AuditView } from "@/app/audit/audit-view";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage() {
  await prefetch((client) => [
    client.prefetchInfiniteQuery(
      trpc.audit.page.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor }),
    ),
  ]);
  return (
    <Hydrate>
      <AuditView />
    </Hydrate>
  );
}
