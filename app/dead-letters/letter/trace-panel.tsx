"use client";

import { useQuery } from "@tanstack/react-query";
import { verdictText } from "@/app/dead-letters/letter/verdict-text";
import { useTRPC } from "@/app/lib/trpc/react";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";

/** Each decoder, and why it takes the value or does not; those of the topic first. */
export function TracePanel({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.deadLetters.trace.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  return (
    <Panel
      title="Decoders"
      subtitle="Each was asked just now, with the build that runs here; ingest asks those of the topic"
      flush
    >
      <QueryView query={query} loading={<SkeletonRows rows={4} columns={3} />}>
        {(entries) => (
          <ul className="text-13">
            {[...entries]
              .sort((a, b) => Number(b.acceptsTopic) - Number(a.acceptsTopic))
              .map(({ decoder, acceptsTopic, verdict }) => {
                const { tone, word, text } = verdictText(verdict);
                return (
                  <li
                    key={decoder}
                    className="grid grid-cols-[170px_minmax(0,1fr)] items-start gap-x-3 gap-y-1 border-line border-t px-4 py-1.5 max-sm:grid-cols-1"
                  >
                    <span className="flex items-center gap-1.5">
                      <code className={acceptsTopic ? "font-medium" : "text-text-3"}>{decoder}</code>
                    </span>
                    <span className="min-w-0">
                      <Badge tone={acceptsTopic ? tone : "neutral"}>{word}</Badge>{" "}
                      <span className="text-text-2">{text}</span>
                      {!acceptsTopic && <span className="text-12 text-text-3"> not of this topic</span>}
                    </span>
                  </li>
                );
              })}
          </ul>
        )}
      </QueryView>
    </Panel>
  );
}
