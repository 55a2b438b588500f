"use client";

import { JobsPanel } from "@/app/gaps/backfill/jobs-panel";
import { PolicyPanel } from "@/app/gaps/backfill/policy-panel";

/** Backfills, and what is fetched without being asked. */
export function BackfillsView() {
  return (
    <div className="flex flex-col gap-4 pt-4">
      <JobsPanel />
      <PolicyPanel />
    </div>
  );
}
