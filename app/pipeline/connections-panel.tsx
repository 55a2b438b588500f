"use client";

import { useQuery } from "@tanstack/react-query";
import { Cable } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";
import type { Tone } from "@/app/ui/tone";

type Feed = ApiOutput["feeds"]["list"]["feeds"][number];
interface Connection extends Feed {
  silentSeconds: number | null;
}

/** a socket that is open and says nothing for so long is worth a word; the alert goes by the feed's own rate */
const QUIET_SECONDS = 6;

/** What a feed does, in the order of its way to trades. */
const STATE: Readonly<Record<string, string>> = {
  "waiting-for-kafka": "Waits for Kafka",
  connecting: "Connecting",
  subscribing: "Subscribing",
  paused: "Paused",
  waiting: "Waits to try again",
};

function condition(row: Connection): { tone: Tone; word: string } {
  if (row.state === "stopped") return { tone: "neutral", word: "Stopped" };
  if (row.state !== "open") return { tone: "bad", word: STATE[row.state ?? ""] ?? "Not open" };
  if (row.silentSeconds !== null && row.silentSeconds >= QUIET_SECONDS)
    return { tone: "warn", word: `Silent for ${row.silentSeconds} s` };
  return { tone: "ok", word: "Open" };
}

const COLUMNS: readonly Column<Connection>[] = [
  { id: "exchange", header: "Exchange", width: 140, cell: (row) => <b>{row.exchange}</b> },
  {
    id: "state",
    header: "Connection",
    width: 170,
    cell: (row) => <Badge tone={condition(row).tone}>{condition(row).word}</Badge>,
  },
  {
    id: "message",
    header: "Last message",
    width: 120,
    align: "right",
    cell: (row) => (row.lastMessageAt === null ? "none" : <RelativeTime micros={row.lastMessageAt} />),
  },
  {
    id: "reconnects",
    header: "Reconnects",
    width: 110,
    align: "right",
    cell: (row) => (row.reconnects === null ? "" : <ExactNumber value={row.reconnects} />),
  },
  {
    id: "stored",
    header: "Trades stored",
    width: 140,
    align: "right",
    cell: (row) => <ExactNumber value={row.stored} />,
  },
  {
    id: "reason",
    header: "Reason",
    cell: (row) => <span title={row.reason ?? undefined}>{row.reason ?? ""}</span>,
  },
];
const rowKey = (row: Connection) => row.exchange;

/** The sockets to the exchanges. */
export function ConnectionsPanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.feeds.list.queryOptions({}, useLiveOptions(2_000)));
  return (
    <Panel title="Feed connections" subtitle="As the feed workers last told, once a second" flush>
      <QueryView query={query} loading={<SkeletonRows rows={3} columns={5} />}>
        {({ feeds, serverTime }) => {
          const rows = feeds
            .filter((one) => one.state !== null)
            .map((one) => ({
              ...one,
              silentSeconds:
                one.lastMessageAt === null ? null : Math.floor((serverTime - one.lastMessageAt) / 1e6),
            }));
          return rows.length === 0 ? (
            <EmptyState icon={Cable} title="No feed has connected">
              Start one with <Command>npm run worker -- --roles feed</Command>, or publish captures.
            </EmptyState>
          ) : (
            <DataTable
              label="Feed connections"
              columns={COLUMNS}
              rows={rows}
              rowKey={rowKey}
              minWidth={860}
            />
          );
        }}
      </QueryView>
    </Panel>
  );
}
