import { z } from "zod";
import { listGapSpans } from "@/db/queries/gaps/list-gap-spans";
import { rankCompleteness } from "@/db/queries/gaps/rank-completeness";
import { readCrossing, readMissingCells, readStoredCells } from "@/db/queries/gaps/read-cells";
import { completenessOf } from "@/domain/gap/completeness";
import { type BucketGaps, spreadGaps } from "@/domain/gap/spread-gaps";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { chooseGrain, GRAIN_MICROS } from "@/server/services/gaps/choose-grain";
import { resolveRange, timeRange } from "@/server/time-range";
import { decimal, micros } from "@/server/trpc/exact";

const MAX_SPANS = 20_000;

export const completenessInput = z.strictObject({
  range: timeRange,
  exchange: z.string().min(1).max(60).nullable().default(null),
  /** instruments passed over: the list is worst first, and pages through it */
  offset: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(100).default(25),
});

const figures = z.object({
  stored: z.bigint(),
  missing: z.bigint(),
  expected: z.bigint(),
  /** four decimals, rounded down; null where nothing was expected, or numbers do not apply */
  percent: decimal.nullable(),
});

export const completenessOutput = z.object({
  grain: z.enum(["1m", "1h", "1d"]),
  bucketMicros: micros,
  from: micros,
  to: micros,
  rows: z.array(
    figures.extend({
      instrumentId: z.int(),
      exchange: z.string(),
      market: z.string(),
      symbol: z.string(),
      /** false: the feed does not number its trades, so that nothing can be said */
      applies: z.boolean(),
      cells: z.array(
        z.object({
          bucket: micros,
          // As text: superjson writes a note for each bigint, and there are thousands of cells.
          stored: decimal,
          /** numbers that are missing wholly within */
          missing: decimal,
          /** numbers of gaps that reach beyond this cell: any part of them may lie in it */
          shared: decimal,
        }),
      ),
    }),
  ),
  hasMore: z.boolean(),
});

type Output = z.infer<typeof completenessOutput>;

/** Expected against stored, by instrument and time, the worst instrument first. */
export async function readCompleteness(
  { range, exchange, offset, limit }: z.infer<typeof completenessInput>,
  now: Micros,
): Promise<Output> {
  const sql = database();
  const { grain, from, to } = chooseGrain(resolveRange(range, now));
  const bucketMicros = GRAIN_MICROS[grain];
  const ranked = await rankCompleteness(sql, { grain, from, to, exchange, offset, limit: limit + 1 });
  const page = ranked.slice(0, limit);
  const question = { instrumentIds: page.map((row) => row.instrumentId), grain, from, to };
  const [stored, missing, spans] = await Promise.all([
    readStoredCells(sql, question),
    grain === "1m" ? [] : readMissingCells(sql, question),
    grain === "1m"
      ? listGapSpans(sql, question.instrumentIds, from, to, MAX_SPANS)
      : readCrossing(sql, question),
  ]);
  const [storedOf, missingOf, spansOf] = [byInstrument(stored), byInstrument(missing), byInstrument(spans)];
  const rows = page.map((row): Output["rows"][number] => {
    const applies = row.policy === "contiguous";
    const cells = new Map<Micros, BucketGaps & { stored: bigint }>();
    const at = (bucket: Micros) => {
      const cell = cells.get(bucket) ?? { stored: 0n, missing: 0n, shared: 0n };
      cells.set(bucket, cell);
      return cell;
    };
    for (const one of storedOf.get(row.instrumentId) ?? []) at(one.bucket).stored += one.stored;
    for (const one of missingOf.get(row.instrumentId) ?? []) at(one.bucket).missing += BigInt(one.missing);
    const gaps = (spansOf.get(row.instrumentId) ?? []).map((gap) => ({
      ...gap,
      missing: BigInt(gap.missing),
    }));
    for (const [bucket, laid] of spreadGaps(gaps, bucketMicros, from, to)) {
      const cell = at(bucket);
      cell.shared += laid.shared;
      // In hours and days, what lies within one is counted already.
      if (grain === "1m") cell.missing += laid.missing;
    }
    const { instrumentId, market, symbol } = row;
    const sums = completenessOf(row.stored, BigInt(row.missing));
    return {
      instrumentId,
      exchange: row.exchange,
      market,
      symbol,
      applies,
      ...sums,
      percent: applies ? sums.percent : null,
      cells: [...cells]
        .map(([bucket, cell]) => ({
          bucket,
          stored: String(cell.stored),
          missing: String(cell.missing),
          shared: String(cell.shared),
        }))
        .sort((a, b) => a.bucket - b.bucket),
    };
  });
  return { grain, bucketMicros, from, to, rows, hasMore: ranked.length > limit };
}

function byInstrument<T extends { instrumentId: number }>(list: readonly T[]): Map<number, T[]> {
  const grouped = new Map<number, T[]>();
  for (const one of list) {
    const mine = grouped.get(one.instrumentId);
    if (mine === undefined) grouped.set(one.instrumentId, [one]);
    else mine.push(one);
  }
  return grouped;
}
