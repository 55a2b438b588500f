"use client";

import { AttentionPanel } from "@/app/overview/attention-panel";
import { FeedsPanel } from "@/app/overview/feeds-panel";
import { LedgerPanel } from "@/app/overview/ledger-panel";
import { StatStrip } from "@/app/overview/stat-strip";
import { ThroughputPanel } from "@/app/overview/throughput-panel";
import { PageHeader } from "@/app/ui/page-header";

/** Is every trade accounted for, and if not: what is not, since when, and where is it mended? */
export function Overview() {
  return (
    <>
      <PageHeader title="Overview" question="Is every trade accounted for?" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <LedgerPanel />
        <AttentionPanel />
      </div>
      <StatStrip />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <ThroughputPanel />
        <FeedsPanel />
      </div>
    </>
  );
}
