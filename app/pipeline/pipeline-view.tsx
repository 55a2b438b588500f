"use client";

import { PartitionsPanel } from "@/app/pipeline/partitions-panel";
import { WorkersPanel } from "@/app/pipeline/workers-panel";
import { ComingNote } from "@/app/ui/coming-note";
import { PageHeader } from "@/app/ui/page-header";

/** Where does it stall? */
export function PipelineView() {
  return (
    <>
      <PageHeader title="Pipeline" question="Where does it stall?" />
      <PartitionsPanel />
      <WorkersPanel />
      <ComingNote>
        The flow from exchange to table with its rates, lag in seconds with an estimate of its end, and the
        button that lets a halted partition go on come to this page next.
      </ComingNote>
    </>
  );
}
