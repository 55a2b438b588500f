"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { replayParams, type Step } from "@/app/dead-letters/replay/params";
import { selectionOf } from "@/app/dead-letters/replay/selection";
import { StepBar } from "@/app/dead-letters/replay/step-bar";
import { FixStep } from "@/app/dead-letters/replay/steps/fix-step";
import { ProveStep } from "@/app/dead-letters/replay/steps/prove-step";
import { RunStep } from "@/app/dead-letters/replay/steps/run-step";
import { SelectStep } from "@/app/dead-letters/replay/steps/select-step";
import { type Job, useJob } from "@/app/dead-letters/replay/use-job";
import { useNow } from "@/app/lib/live/server-clock";
import { useGlobalParams, useHref } from "@/app/lib/url/use-global-params";
import { ErrorState } from "@/app/ui/error-state";
import { PageHeader } from "@/app/ui/page-header";

const BEGUN = new Set<Job["state"]>(["queued", "running", "paused", "done"]);

/** Select, fix, prove, run: what would happen is known before anything is sent. */
export function ReplayWizard() {
  const [params, setParams] = useQueryStates(replayParams, { history: "push" });
  const [{ range }] = useGlobalParams();
  const href = useHref();
  const now = useNow();
  // The minute under way ends a relative range: the selection is a new one once a minute, not once a second.
  const minute = Math.floor(now / 60_000_000) * 60_000_000;
  const selection = useMemo(() => selectionOf(params, range, minute), [params, range, minute]);
  const { job, error } = useJob(params.job === null ? null : String(params.job));
  const hasBegun = job !== null && (BEGUN.has(job.state) || job.progress !== null);
  const step: Step = params.job !== null ? (hasBegun ? "run" : "prove") : (params.step ?? "select");
  const go = (next: Step) => void setParams({ step: next, job: null });
  return (
    <>
      <Link
        href={href("/dead-letters")}
        className="-mb-3 inline-flex items-center gap-1 self-start text-12 text-text-3 hover:text-text-1"
      >
        <ArrowLeft aria-hidden size={13} /> Dead letters
      </Link>
      <PageHeader
        title="Replay"
        question="Send letters again: first the proof of what would happen, then the job."
      />
      <StepBar step={step} job={job} onStep={hasBegun ? undefined : go} />
      {step === "select" && <SelectStep selection={selection} onNext={() => go("fix")} />}
      {step === "fix" && (
        <FixStep
          selection={selection}
          patch={params.patch}
          onPatch={(patch) => void setParams({ patch }, { history: "replace" })}
          onBack={() => go("select")}
          onNext={() => go("prove")}
        />
      )}
      {step === "prove" &&
        (error !== null ? (
          <ErrorState error={error} />
        ) : (
          <ProveStep
            selection={selection}
            patch={params.patch}
            job={job}
            isLoading={params.job !== null && job === null}
            onPlanned={(id) => void setParams({ job: Number(id), step: "prove" })}
            onBack={() => go("fix")}
          />
        ))}
      {step === "run" && job !== null && <RunStep job={job} />}
    </>
  );
}
