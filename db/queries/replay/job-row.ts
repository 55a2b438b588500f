import type { ReplaySelection } from "@/domain/dead-letter/letter-filter";
import { replaySelection } from "@/domain/dead-letter/letter-filter";

export type JobState =
  | "requested"
  | "planned"
  | "queued"
  | "running"
  | "paused"
  | "done"
  | "cancelled"
  | "refused";

/** A job as its worker needs it. */
export interface ClaimedJob {
  id: bigint;
  token: string;
  state: JobState;
  selection: ReplaySelection;
  lastLetterId: bigint;
  patch: string | null;
  rate: number;
  canary: number;
  canaryPassed: boolean;
  force: boolean;
  build: string | null;
  reason: string;
  startedBy: string | null;
}

/** The row as the database gives it. */
export type ClaimedJobRow = Omit<ClaimedJob, "selection"> & { selection: unknown };

export function toClaimedJob(row: ClaimedJobRow): ClaimedJob {
  return { ...row, selection: replaySelection.parse(row.selection) };
}
