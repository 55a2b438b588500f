"use client";

import { HaltedBanner } from "@/app/dead-letters/halted/halted-banner";
import { ConnectionsPanel } from "@/app/pipeline/connections-panel";
import { FlowPanel } from "@/app/pipeline/flow-panel";
import { GroupPanel } from "@/app/pipeline/group-panel";
import { KafkaNotice } from "@/app/pipeline/kafka-notice";
import { PartitionsPanel } from "@/app/pipeline/partitions-panel";
import { StoragePanel } from "@/app/pipeline/storage-panel";
import { WorkersPanel } from "@/app/pipeline/workers-panel";
import { PageHeader } from "@/app/ui/page-header";

/** Where does it stall? */
export function PipelineView() {
  return (
    <>
      <PageHeader title="Pipeline" question="Where does it stall?" />
      <KafkaNotice />
      <HaltedBanner />
      <FlowPanel />
      <ConnectionsPanel />
      <PartitionsPanel />
      <WorkersPanel />
      <GroupPanel />
      <StoragePanel />
    </>
  );
}
