"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, PackageOpen } from "lucide-react";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref, useLiveOptions } from "@/app/lib/url/use-global-params";
import { LedgerBar } from "@/app/overview/ledger-bar";
import { equationsOf, type LedgerSummary } from "@/app/overview/ledger-equations";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

/** The account of everything since the first record, as equations drawn to scale. */
export function LedgerPanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.ledger.summary.queryOptions({}, useLiveOptions(2_000)));
  return (
    <Panel title="The ledger" subtitle="Everything since the first record, over all partitions">
      <QueryView query={query} loading={<LedgerSkeleton />}>
        {(summary) => (summary.consumed === 0n ? <NothingYet /> : <Account summary={summary} />)}
      </QueryView>
    </Panel>
  );
}

function Account({ summary }: { summary: LedgerSummary }) {
  const href = useHref();
  return (
    <div className="flex flex-col gap-5">
      <Verdict summary={summary} />
      {equationsOf(summary).map((equation) => (
        <LedgerBar key={equation.name} equation={equation} href={href} />
      ))}
    </div>
  );
}

function Verdict({ summary }: { summary: LedgerSummary }) {
  const { accountedFor } = summary;
  const Icon = accountedFor ? CircleCheck : CircleAlert;
  return (
    <p className="flex items-start gap-2.5" data-testid="ledger-verdict">
      <Icon aria-hidden size={24} className={accountedFor ? "shrink-0 text-ok" : "shrink-0 text-bad"} />
      <span>
        <span className="block font-semibold text-16">
          {accountedFor ? "Every trade is accounted for" : "Not every trade is accounted for"}
        </span>
        <span className="text-13 text-text-2">{sentence(summary)}</span>
      </span>
    </p>
  );
}

function sentence(summary: LedgerSummary): string {
  const parts: string[] = [];
  if (summary.unexplainedRecords !== 0n)
    parts.push(`${groupThousands(summary.unexplainedRecords)} records have no place`);
  if (summary.unexplainedTrades !== 0n)
    parts.push(`${groupThousands(summary.unexplainedTrades)} trades have no place`);
  if (summary.lost > 0n)
    parts.push(`Kafka deleted ${groupThousands(summary.lost)} records before they were read`);
  if (parts.length > 0) return `${parts.join("; ")}.`;
  const waiting: string[] = [];
  if (summary.deadLettered > 0n)
    waiting.push(`${groupThousands(summary.deadLettered)} records went to the dead letters`);
  if (summary.openGaps > 0) waiting.push(`${groupThousands(summary.missing)} numbers were never received`);
  const known = waiting.length > 0 ? ` Known and set aside: ${waiting.join("; ")}.` : "";
  return `${groupThousands(summary.consumed)} records read, each with its place.${known}`;
}

function NothingYet() {
  return (
    <EmptyState icon={PackageOpen} title="No record has been read yet">
      The account of every record appears here once a worker reads from Kafka. Start everything on this
      machine with <Command>npm run demo</Command>, or a worker alone with{" "}
      <Command>npm run worker -- --roles ingest</Command>.
    </EmptyState>
  );
}

function LedgerSkeleton() {
  return (
    <div role="status" aria-label="Loading the ledger" className="flex flex-col gap-5">
      <Skeleton className="h-11 w-80" />
      {["records", "trades", "numbers"].map((name) => (
        <Skeleton key={name} className="h-18" />
      ))}
    </div>
  );
}
