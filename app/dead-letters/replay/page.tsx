import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadReplayParams } from "@/app/dead-letters/replay/params";
import { ReplayWizard } from "@/app/dead-letters/replay/replay-wizard";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";

export const metadata: Metadata = { title: "Replay" };

export default async function ReplayPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { job } = await loadReplayParams(searchParams);
  await prefetch((client) =>
    job === null ? [] : [client.prefetchQuery(trpc.replay.one.queryOptions({ id: String(job) }))],
  );
  return (
    <Hydrate>
      <ReplayWizard />
    </Hydrate>
  );
}
