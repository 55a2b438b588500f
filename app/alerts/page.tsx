import type { Metadata } from "next";
import { AlertsView } from "@/app/alerts/alerts-view";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage() {
  await prefetch((client) => [client.prefetchQuery(trpc.alerts.list.queryOptions({}))]);
  return (
    <Hydrate>
      <AlertsView />
    </Hydrate>
  );
}
