import type { Log } from "@/runtime/log";
import type { Admin, Kafka, Producer } from "@/workers/kafka/types";

/** What a benchmark runs on: real services, a database of its own. */
export interface BenchContext {
  databaseUrl: string;
  databaseSocket: string | undefined;
  kafka: Kafka;
  admin: Admin;
  producer: Producer;
  log: Log;
  quick: boolean;
  say: (line: string) => void;
}

/** One figure, with what it is a figure of. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** how many things were measured */
  n: number;
}

export interface BenchResult {
  name: string;
  conditions: string;
  figures: Figure[];
  /** ratios measured side by side in this run, with the goal they are held against */
  ratios: { name: string; value: number; goal: number; met: boolean }[];
}
