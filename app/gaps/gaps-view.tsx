"use client";

import { useQueryStates } from "nuqs";
import { BackfillsView } from "@/app/gaps/backfill/backfills-view";
import { JobSheet } from "@/app/gaps/backfill/job-sheet";
import { GapSheet } from "@/app/gaps/gap/gap-sheet";
import { HeatmapPanel } from "@/app/gaps/heatmap/heatmap-panel";
import { LedgerPanel } from "@/app/gaps/ledger/ledger-panel";
import { gapsParams } from "@/app/gaps/params";
import { PageHeader } from "@/app/ui/page-header";
import { Tabs } from "@/app/ui/tabs";

/** What is missing, and why? */
export function GapsView() {
  const [{ view }, setParams] = useQueryStates(gapsParams, { history: "push" });
  return (
    <>
      <PageHeader title="Gaps" question="What is missing, why, and can it be had again?" />
      <Tabs
        label="Gaps"
        selected={view}
        onChange={(next) => void setParams({ view: next })}
        items={[
          {
            id: "ledger",
            label: "Gaps",
            content: (
              <div className="flex flex-col gap-4 pt-4">
                <HeatmapPanel />
                <LedgerPanel />
              </div>
            ),
          },
          { id: "backfills", label: "Backfills", content: <BackfillsView /> },
        ]}
      />
      <GapSheet />
      <JobSheet />
    </>
  );
}
