import type { Metadata } from "next";
import { CostView } from "@/app/cost/cost-view";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { nowMicros } from "@/server/clock";
import { today } from "@/server/services/cost/today";

export const metadata: Metadata = { title: "Cost" };

export default async function CostPage() {
  await prefetch((client) => [
    client.prefetchQuery(trpc.cost.usage.queryOptions({})),
    client.prefetchQuery(trpc.cost.replays.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <CostView today={today(nowMicros())} />
    </Hydrate>
  );
}
