import { z } from "zod";
import { type Measurement, measurementSchema } from "./measurement";

const figureSchema = z.object({
  name: z.string(),
  value: z.number().positive(),
  unit: z.string(),
  n: z.number().int().positive(),
});
type Figure = z.infer<typeof figureSchema>;

/** `records/s per core`, `trades/s a core`: what a core handled, whatever the suite calls a message. */
const PER_CORE = /^(messages|records|trades|frames)\/s (per|a) (core|vCPU)$/i;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;
const DATE_NAMES = ["finishedAt", "startedAt", "at", "date"] as const;

export type BenchReport =
  | { ok: true; perCore: Measurement; figure: string }
  /** why the file says nothing about a core */
  | { ok: false; reason: string };

function figuresIn(value: unknown): Figure[] {
  if (Array.isArray(value)) return value.flatMap(figuresIn);
  if (typeof value !== "object" || value === null) return [];
  const figure = figureSchema.safeParse(value);
  return figure.success ? [figure.data] : Object.values(value).flatMap(figuresIn);
}

function dayIn(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const name of DATE_NAMES) {
    const found = Object.entries(value).find(([key]) => key === name)?.[1];
    if (typeof found === "string" && ISO_DAY.test(found)) return found.slice(0, 10);
  }
  return null;
}

/**
 * Messages/s of one core at saturation, from the report that `npm run bench -- --json F` writes. Of several figures the
 * smallest is taken: a message passes every stage, so the slowest decides.
 */
export function readBenchReport(text: string): BenchReport {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return { ok: false, reason: "The file is no JSON: choose the one that npm run bench -- --json F wrote." };
  }
  const [slowest] = figuresIn(report)
    .filter(({ unit }) => PER_CORE.test(unit))
    .sort((a, b) => a.value - b.value);
  if (slowest === undefined)
    return {
      ok: false,
      reason: "The report holds no figure in records/s per core: run the ingest suite, npm run bench.",
    };
  const day = dayIn(report);
  return {
    ok: true,
    figure: slowest.name,
    perCore: measurementSchema.parse({
      value: Number(slowest.value.toPrecision(6)),
      sampleSize: slowest.n,
      window: day === null ? "a bench report without a date" : `bench of ${day}`,
    }),
  };
}
