"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { BrowserPanel } from "@/app/latency/browser/browser-panel";
import { CommitNotice } from "@/app/latency/commit-notice";
import { MarketsPanel } from "@/app/latency/markets-panel";
import { latencyParams } from "@/app/latency/params";
import { SeriesPanel } from "@/app/latency/series-panel";
import { StagesPanel } from "@/app/latency/stages-panel";
import { TierPanel } from "@/app/latency/tier-panel";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { ChipGroup } from "@/app/ui/chips";
import { PageHeader } from "@/app/ui/page-header";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";

/** How fast are we, honestly? */
export function LatencyView() {
  const trpc = useTRPC();
  const live = useLiveOptions(5_000);
  const [{ range }] = useGlobalParams();
  const [{ exchange }, setParams] = useQueryStates(latencyParams, { history: "push" });
  const feeds = useQuery(trpc.feeds.list.queryOptions({}, live)).data?.feeds ?? [];
  const query = useQuery(
    trpc.latency.stages.queryOptions({ range, exchange }, { ...live, placeholderData: keepPreviousData }),
  );
  return (
    <>
      <PageHeader
        title="Latency"
        question="How fast are we, honestly?"
        actions={
          <ChipGroup
            label="Exchange"
            mode="single"
            chips={feeds.map((one) => ({ value: one.exchange, label: one.exchange }))}
            selected={exchange === null ? [] : [exchange]}
            onChange={([next]) => void setParams({ exchange: next ?? null })}
          />
        }
      />
      <CommitNotice />
      <QueryView
        query={query}
        loading={
          <Panel title="Exchange to queryable" flush>
            <SkeletonRows rows={8} columns={6} />
          </Panel>
        }
      >
        {(stages) => (
          <>
            <TierPanel stages={stages} />
            <StagesPanel stages={stages} />
          </>
        )}
      </QueryView>
      <BrowserPanel exchange={exchange} />
      <SeriesPanel />
      <MarketsPanel />
    </>
  );
}
