"use client";

import Link from "next/link";
import { EditList } from "@/app/dead-letters/letter/edit-list";
import type { Letter } from "@/app/dead-letters/letter/letter-type";
import { useHref } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";
import { RelativeTime } from "@/app/ui/relative-time";

const OUTCOME = {
  failed: { tone: "warn", word: "Failed" },
  stored: { tone: "ok", word: "Stored" },
  duplicate: { tone: "ok", word: "Was there already" },
  ignored: { tone: "info", word: "Carried no trade" },
} as const;

/** The tries at a letter, the replays that it was part of, and its edits. */
export function HistoryPanel({ found: { letter, attempts, replays, edits } }: { found: Letter }) {
  const href = useHref();
  // A letter that was never tried again is its own only try.
  const tries =
    attempts.length > 0
      ? attempts
      : [
          {
            attempt: 1,
            at: letter.createdAt,
            jobId: null,
            outcome: "failed" as const,
            code: letter.code,
            message: letter.message,
            build: letter.build,
            filledGaps: [],
          },
        ];
  return (
    <Panel title="Tries" flush>
      <ol className="text-13">
        {tries.map((one) => (
          <li key={one.attempt} className="border-line border-t px-4 py-2">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{one.attempt}.</span>
              <Badge tone={OUTCOME[one.outcome].tone}>{OUTCOME[one.outcome].word}</Badge>
              <RelativeTime micros={one.at} className="text-text-3" />
              {one.jobId !== null && (
                <Link
                  href={href("/dead-letters/replay", { job: one.jobId.toString() })}
                  className="text-accent underline"
                >
                  job {one.jobId.toString()}
                </Link>
              )}
              <span className="text-12 text-text-3">build {one.build}</span>
            </p>
            {one.code !== null && (
              <p className="text-12 text-text-2">
                <code>{one.code}</code> {one.message}
              </p>
            )}
            {one.filledGaps.length > 0 && (
              <p className="text-12 text-text-2">
                filled gap {one.filledGaps.map((gap) => gap.toString()).join(", ")}
              </p>
            )}
          </li>
        ))}
      </ol>
      <EditList letterId={letter.id.toString()} canWithdraw={letter.state === "failed"} edits={edits} />
      {replays.length > 0 && (
        <div className="border-line border-t px-4 py-2 text-13">
          <h3 className="font-medium text-12 text-text-3">Replays</h3>
          <ul>
            {replays.map((one) => (
              <li key={one.jobId.toString()} className="py-1">
                <Link
                  href={href("/dead-letters/replay", { job: one.jobId.toString() })}
                  className="text-accent underline"
                >
                  Job {one.jobId.toString()}
                </Link>{" "}
                <span className="text-text-2">
                  by {one.createdBy}: {one.outcome ?? one.state}
                </span>
                {one.note !== null && <p className="text-12 text-text-2">{one.note}</p>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
