"use client";

import { useQuery } from "@tanstack/react-query";
import { BellOff, TriangleAlert } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { ALERT_COLUMNS } from "@/app/alerts/alert-columns";
import type { Alert } from "@/app/alerts/alert-look";
import { AlertSheet } from "@/app/alerts/alert-sheet";
import { alertParams } from "@/app/alerts/params";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { ChipGroup } from "@/app/ui/chips";
import { EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { DataTable } from "@/app/ui/table/data-table";

const NONE: readonly Alert[] = [];
const rowKey = (row: Alert) => row.id.toString();

/** What fires, and since when? */
export function AlertsView() {
  const trpc = useTRPC();
  const [{ view, alert: openId }, setParams] = useQueryStates(alertParams, { history: "push" });
  const query = useQuery(trpc.alerts.list.queryOptions({}, useLiveOptions(1_500)));
  const alerts = query.data?.alerts ?? NONE;
  const firing = useMemo(() => alerts.filter((one) => one.state !== "resolved"), [alerts]);
  const past = useMemo(() => alerts.filter((one) => one.state === "resolved"), [alerts]);
  const rows = view === "firing" ? firing : past;
  const onOpen = useCallback((row: Alert) => void setParams({ alert: row.id.toString() }), [setParams]);
  return (
    <>
      <PageHeader title="Alerts" question="What fires, since when, and who was told?" />
      {query.data !== undefined && <EngineNotice engine={query.data.engine} />}
      <Panel
        title={view === "firing" ? "What fires" : "What is over"}
        subtitle={
          view === "firing"
            ? "The worst first; each opens and closes by itself with its cause"
            : "Resolved alerts of the last 90 days, the newest first"
        }
        flush
        actions={
          <ChipGroup
            label="Which alerts"
            mode="single"
            required
            chips={[
              // No number before there is an answer: nought would be good news.
              { value: "firing", label: query.data ? `Now ${groupThousands(firing.length)}` : "Now" },
              { value: "past", label: "Past" },
            ]}
            selected={[view]}
            onChange={([next]) => void setParams({ view: next ?? "firing" })}
          />
        }
      >
        <QueryView query={query} loading={<SkeletonRows rows={6} columns={6} />}>
          {() =>
            rows.length === 0 ? (
              <EmptyState
                icon={BellOff}
                title={view === "firing" ? "Nothing fires" : "Nothing has fired yet"}
              >
                A maintainer judges every two seconds: stale feeds, growing lag, open gaps, floods of dead
                letters, halted partitions, the ledger, lost workers, Kafka and the database.
              </EmptyState>
            ) : (
              <DataTable
                label={view === "firing" ? "Alerts that fire" : "Past alerts"}
                columns={ALERT_COLUMNS}
                rows={rows}
                rowKey={rowKey}
                onOpen={onOpen}
                minWidth={1_080}
                footer={`${groupThousands(rows.length)} shown`}
              />
            )
          }
        </QueryView>
      </Panel>
      <AlertSheet
        alert={alerts.find((one) => one.id.toString() === openId)}
        onClose={() => void setParams({ alert: null })}
      />
    </>
  );
}

/** Silence is no good news where nobody judges. */
function EngineNotice({ engine }: { engine: ApiOutput["alerts"]["list"]["engine"] }) {
  if (engine.running) return null;
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded border border-warn bg-warn-soft px-4 py-3 text-13"
    >
      <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warn" />
      <span>
        <strong>Nobody judges.</strong>{" "}
        {engine.lastRunAt === null ? (
          "No maintainer has run yet"
        ) : (
          <>
            The last judgement was <RelativeTime micros={engine.lastRunAt} />
          </>
        )}
        ; alerts neither open nor close. Start a worker with the role <code className="mono">maintain</code>.
        {engine.error !== null && ` It said: ${engine.error}`}
      </span>
    </p>
  );
}
