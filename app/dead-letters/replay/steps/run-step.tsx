"use client";

import { TriangleAlert } from "lucide-react";
import { ItemsPanel } from "@/app/dead-letters/replay/items/items-panel";
import { ProgressBar } from "@/app/dead-letters/replay/progress-bar";
import { JobControls } from "@/app/dead-letters/replay/steps/job-controls";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { JobBadge } from "@/app/dead-letters/replays/job-badge";
import { formatRate, groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import { Panel } from "@/app/ui/panel";
import { RelativeTime } from "@/app/ui/relative-time";
import { Stat } from "@/app/ui/stat";
import type { Tone } from "@/app/ui/tone";

/** The job: how far, how fast, until when, what became of the letters, and the ways to hold it. */
export function RunStep({ job }: { job: Job }) {
  const { progress, plan, note } = job;
  const sendable = plan?.letters.sendable ?? 0;
  const settled = progress?.settled ?? 0;
  const waitsFor = job.state === "running" || job.state === "queued" ? (progress?.waitsFor ?? null) : null;
  return (
    <>
      <Panel
        title={
          <span className="flex items-center gap-2">
            Job {job.id.toString()} <JobBadge job={job} />
          </span>
        }
        subtitle={`${job.reason} (${job.startedBy ?? job.createdBy})`}
        actions={<JobControls job={job} />}
      >
        <div className="flex flex-col gap-4">
          {note !== null && (
            <p role="status" className="flex items-start gap-2 text-13 text-warn">
              <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
              {note}
            </p>
          )}
          <ProgressBar
            label="Letters settled"
            value={settled}
            of={settled + (progress?.waiting ?? sendable) + (progress?.sending ?? 0) + (progress?.sent ?? 0)}
            text={`${groupThousands(settled)} of ${groupThousands(sendable)}${remaining(job)}`}
          />
          {waitsFor !== null && (
            <p role="status" className="text-13 text-text-2">
              {waitsFor}
            </p>
          )}
          {progress !== null && <Outcomes progress={progress} />}
          {job.finishedAt !== null && (
            <p className="text-13 text-text-2">
              Ended <RelativeTime micros={job.finishedAt} />
              {job.startedAt !== null &&
                `, after ${formatDuration(Math.max(0, job.finishedAt - job.startedAt))}`}
              .
            </p>
          )}
        </div>
      </Panel>
      <ItemsPanel job={job} />
    </>
  );
}

function remaining({ state, progress, rate }: Job): string {
  if (progress === null || state !== "running") return "";
  const left = progress.waiting + progress.sending;
  if (left === 0) return "";
  const speed = progress.perSecond > 0 ? progress.perSecond : rate;
  return `, ${formatRate(progress.perSecond)} a second, about ${formatDuration((left / speed) * 1_000_000)} left`;
}

function Outcomes({ progress }: { progress: NonNullable<Job["progress"]> }) {
  const stats: { label: string; value: number; tone: Tone; always?: boolean }[] = [
    { label: "Stored", value: progress.stored, tone: "ok", always: true },
    { label: "Were there already", value: progress.duplicate, tone: "info" },
    { label: "Carried no trade", value: progress.ignored, tone: "info" },
    { label: "Failed again", value: progress.failed, tone: "warn" },
    { label: "On their way", value: progress.sending + progress.sent, tone: "accent" },
    { label: "To send", value: progress.waiting, tone: "neutral" },
    { label: "Left out", value: progress.skipped, tone: "neutral" },
    { label: "Not sent", value: progress.cancelled, tone: "neutral" },
    { label: "Otherwise than proved", value: progress.differs, tone: "bad" },
  ];
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4 xl:grid-cols-6">
      {stats
        .filter(({ always, value }) => always || value > 0)
        .map(({ always: _always, value, ...stat }) => (
          <Stat key={stat.label} {...stat} value={groupThousands(value)} />
        ))}
    </div>
  );
}
