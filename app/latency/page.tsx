import type { Metadata } from "next";
import { LatencyView } from "@/app/latency/latency-view";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";

export const metadata: Metadata = { title: "Latency" };

export default async function LatencyPage() {
  await prefetch((client) => [client.prefetchQuery(trpc.latency.recent.queryOptions({}))]);
  return (
    <Hydrate>
      <LatencyView />
    </Hydrate>
  );
}
