"use client";

import { useQuery } from "@tanstack/react-query";
import { verdictText } from "@/app/dead-letters/letter/verdict-text";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";

type Entry = ApiOutput["deadLetters"]["trace"][number];

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
        {(entries) => {
          const others = entries.filter((entry) => !entry.acceptsTopic);
          const readers = others.filter((entry) => entry.verdict.kind === "trades").length;
          return (
            <>
              <Entries entries={entries.filter((entry) => entry.acceptsTopic)} />
              <details className="border-line border-t">
                <summary className="px-4 py-2 text-13 text-text-2">
                  {others.length} decoders of other topics
                  {readers > 0 ? `, ${readers} of which would read it` : ", none of which would read it"}
                </summary>
                <Entries entries={others} />
              </details>
            </>
          );
        }}
      </QueryView>
    </Panel>
  );
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className="text-13">
      {entries.map(({ decoder, acceptsTopic, verdict }) => {
        const { tone, word, text } = verdictText(verdict);
        return (
          <li
            key={decoder}
            className="grid items-start gap-x-3 gap-y-1 border-line border-t px-4 py-1.5 sm:grid-cols-[170px_minmax(0,1fr)]"
          >
            <code className={acceptsTopic ? "font-medium" : "text-text-3"}>{decoder}</code>
            <span className="min-w-0">
              <Badge tone={acceptsTopic ? tone : "neutral"}>{word}</Badge>{" "}
              <span className="text-text-2">{text}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
