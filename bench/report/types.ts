import type { BenchResult } from "../lib/context";

/** What a run of the benchmarks measured. */
export interface BenchReport extends BenchRun {
  results: BenchResult[];
}

/** When, on what, and whether in the short form. */
export interface BenchRun {
  /** ISO 8601 */
  at: string;
  machine: string;
  quick: boolean;
}

/** The latest figures of each suite that were written to the document, each with the run it is from. */
export type BenchRecord = (BenchRun & { result: BenchResult })[];
