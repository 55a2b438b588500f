"use client";

import { useQueryStates } from "nuqs";
import { JobDetails } from "@/app/gaps/backfill/job-details";
import { useBackfill } from "@/app/gaps/backfill/use-backfill";
import { gapsParams } from "@/app/gaps/params";
import { ErrorState } from "@/app/ui/error-state";
import { Sheet } from "@/app/ui/sheet";
import { SkeletonRows } from "@/app/ui/skeleton";

/** The backfill that the URL names, as it goes on. */
export function JobSheet() {
  const [{ job }, setParams] = useQueryStates(gapsParams, { history: "push" });
  return (
    <Sheet
      title={`Backfill ${job ?? ""}`}
      isOpen={job !== null}
      onOpenChange={(open) => {
        if (!open) void setParams({ job: null });
      }}
    >
      {job !== null && <Followed id={job} />}
    </Sheet>
  );
}

function Followed({ id }: { id: string }) {
  const { job, error } = useBackfill(id);
  if (job !== null) return <JobDetails job={job} />;
  if (error) return <ErrorState error={error} onRetry={() => window.location.reload()} />;
  return <SkeletonRows rows={8} columns={2} />;
}
