"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Square, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import { ProgressBar } from "@/app/dead-letters/replay/progress-bar";
import { ChangedCandles } from "@/app/gaps/backfill/changed-candles";
import { JobItems } from "@/app/gaps/backfill/job-items";
import { Receipt } from "@/app/gaps/backfill/receipt";
import type { Backfill } from "@/app/gaps/backfill/use-backfill";
import { JOB } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import { Badge } from "@/app/ui/badge";
import { Button } from "@/app/ui/button";
import { RelativeTime } from "@/app/ui/relative-time";

/** A backfill: how far, what it waits for, its receipt, its gaps, the candles that it changed. */
export function JobDetails({ job }: { job: Backfill }) {
  const trpc = useTRPC();
  const ended = job.phase === "ended";
  // What is listed changes with each page that comes; at the end once more, from the end's own state.
  const { data } = useQuery(
    trpc.gaps.jobDetail.queryOptions(
      { id: job.id.toString() },
      { refetchInterval: ended ? false : 2_000, meta: { ended } },
    ),
  );
  return (
    <div className="flex flex-col gap-5 p-4 text-13">
      <div className="flex flex-wrap items-center gap-2">
        <span data-testid="job-state">
          <Badge tone={JOB[job.state].tone}>{JOB[job.state].word}</Badge>
        </span>
        <span className="text-text-2">
          {job.exchange}, {groupThousands(job.gaps)} {job.gaps === 1n ? "gap" : "gaps"}, asked for{" "}
          <RelativeTime micros={job.createdAt} /> by {job.createdBy}: {job.reason}
        </span>
        {!ended && <CancelButton job={job} />}
      </div>
      {job.error !== null && (
        <p role="status" className="flex items-start gap-2 text-bad">
          <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
          <span>
            {job.error}{" "}
            <span className="text-text-2">What came before that is stored and accounted for.</span>
          </span>
        </p>
      )}
      <ProgressBar
        label="Trades fetched"
        value={Number(job.received)}
        of={Number(job.asked)}
        text={`${groupThousands(job.received)} of ${groupThousands(job.asked)}`}
      />
      <p className="text-text-2">
        {groupThousands(job.calls)} calls ({groupThousands(job.plan.calls)} planned), weight{" "}
        {groupThousands(job.weight)}
        {job.retries > 0n && `, ${groupThousands(job.retries)} refused or repeated`}
        {job.startedAt !== null &&
          job.endedAt !== null &&
          `, in ${formatDuration(Math.max(0, job.endedAt - job.startedAt))} (planned ${formatDuration(job.plan.seconds * 1_000_000)})`}
        .
      </p>
      {job.waitsFor !== null && (
        <p role="status" className="text-text-2">
          {job.waitsFor}
        </p>
      )}
      {job.receipt !== null && <Receipt receipt={job.receipt} />}
      {data !== undefined && data.candles.length > 0 && <ChangedCandles candles={data.candles} />}
      {data !== undefined && <JobItems items={data.items} />}
    </div>
  );
}

function CancelButton({ job }: { job: Backfill }) {
  const trpc = useTRPC();
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation(trpc.gaps.cancelJob.mutationOptions({ onSuccess: () => setAsking(false) }));
  return (
    <>
      <Button
        size="sm"
        icon={<Square aria-hidden size={13} />}
        isDisabled={job.cancelBy !== null}
        onPress={() => setAsking(true)}
      >
        {job.cancelBy === null ? "Cancel…" : "Cancelling"}
      </Button>
      <ActDialog
        title="Cancel the backfill"
        act="Cancel the backfill"
        isDanger
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        isPending={cancel.isPending}
        error={cancel.error}
        onAct={(reason) => cancel.mutate({ id: job.id.toString(), reason })}
      >
        <p>
          What was fetched stays. What was not is missing as before, and can be fetched by another backfill.
        </p>
      </ActDialog>
    </>
  );
}
