import type { Log } from "@/runtime/log";
import type { Admin, Kafka, Producer } from "@/workers/kafka/types";

/** What a benchmark runs on: real services. Each suite makes databases and topics of its own there and drops them. */
export interface BenchContext {
  /** the server; `openDatabase` makes a database on it */
  databaseUrl: string;
  databaseSocket: string | undefined;
  brokers: readonly string[];
  kafka: Kafka;
  admin: Admin;
  producer: Producer;
  log: Log;
  quick: boolean;
  /** how many rows to generate, several for several sizes; undefined: the suite's own choice */
  rows: number[] | undefined;
  /** whether what was generated stays for the next run */
  keep: boolean;
  /** aborts where the command is told to stop */
  signal: AbortSignal;
  /** progress, for people */
  say: (line: string) => void;
}

/** One figure, with what it is a figure of. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** how many things were measured */
  n: number;
  /** the figure of each round, where there were several: `value` is their median */
  rounds?: number[];
}

/** A figure that is held against a goal, measured side by side in this run. */
export interface Goal {
  name: string;
  value: number;
  unit: string;
  goal: number;
  /** whether larger or smaller is better */
  better: "larger" | "smaller";
  met: boolean;
}

export interface BenchResult {
  suite: string;
  /** what was measured, under which conditions: a sentence or two */
  conditions: string;
  figures: Figure[];
  goals: Goal[];
}

export interface Suite {
  name: string;
  about: string;
  /** false: too long for `--quick`, unless it is asked for by name */
  isQuick?: boolean;
  run(context: BenchContext): Promise<BenchResult>;
}
