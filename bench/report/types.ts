import type { BenchResult } from "../lib/context";

/** What a run of the benchmarks measured. */
export interface BenchReport {
  /** ISO 8601 */
  at: string;
  machine: string;
  quick: boolean;
  results: BenchResult[];
}
