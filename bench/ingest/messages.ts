/** What the bench and its worker processes tell each other. */
export const WAYS = ["ours", "each-message", "each-batch-values", "each-batch-unnest"] as const;
export type WayName = (typeof WAYS)[number];

/** To the worker: consume a topic until told to stop. */
export interface RunOrder {
  kind: "run";
  way: WayName;
  brokers: string[];
  databaseUrl: string;
  databaseSocket: string | undefined;
  topic: string;
  groupId: string;
}
export interface StopOrder {
  kind: "stop";
}
/** What was visible so far is not counted. */
export interface ForgetOrder {
  kind: "forget";
}
export type Order = RunOrder | StopOrder | ForgetOrder;

/** From the worker, several times a second: all since the run began. */
export interface Progress {
  kind: "progress";
  records: number;
  /** ms since the epoch: the first record came; the last commit returned */
  firstFetchedAt: number;
  lastCommittedAt: number;
  /** CPU time of the process since the run began, µs */
  cpuMicros: number;
  rssBytes: number;
  heapBytes: number;
}
export interface Stopped {
  kind: "stopped";
  /** records by whole milliseconds from the frame's publishing to the commit that made its rows visible, since the run began or was told to forget */
  visibleAfterMs: number[];
}
export interface Failed {
  kind: "failed";
  reason: string;
}
export type Report = Progress | Stopped | Failed;
