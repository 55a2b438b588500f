import type { Metadata } from "next";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { PipelineView } from "@/app/pipeline/pipeline-view";

export const metadata: Metadata = { title: "Pipeline" };

export default async function PipelinePage() {
  await prefetch((client) => [
    client.prefetchQuery(trpc.deadLetters.halted.queryOptions({})),
    client.prefetchQuery(trpc.feeds.list.queryOptions({})),
    client.prefetchQuery(trpc.pipeline.kafka.queryOptions({})),
    client.prefetchQuery(trpc.pipeline.partitions.queryOptions({})),
    client.prefetchQuery(trpc.pipeline.storage.queryOptions({})),
    client.prefetchQuery(trpc.pipeline.workers.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PipelineView />
    </Hydrate>
  );
}
