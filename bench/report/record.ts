import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { asMarkdown } from "./as-markdown";
import type { BenchRecord, BenchReport } from "./types";

const DOCS = path.resolve(import.meta.dirname, "..", "..", "docs");
/** The figures behind the document: a run of some suites leaves those of the others as they are. */
const RECORD = path.join(DOCS, "performance.json");
const DOCUMENT = path.join(DOCS, "performance.md");

/** Writes a run's figures into docs/performance.json and docs/performance.md, in place of the same suites' older ones. */
export async function recordReport(report: BenchReport, order: readonly string[]): Promise<void> {
  const { results, ...run } = report;
  const measured = new Map((await readRecord()).map((one) => [one.result.suite, one]));
  for (const result of results) measured.set(result.suite, { ...run, result });
  const record = order.flatMap((suite) => measured.get(suite) ?? []);
  await writeFile(RECORD, `${JSON.stringify(record, null, 1)}\n`);
  await writeFile(DOCUMENT, asMarkdown(record));
}

async function readRecord(): Promise<BenchRecord> {
  try {
    return JSON.parse(await readFile(RECORD, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
