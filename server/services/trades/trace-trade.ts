import { z } from "zod";
import type { Query } from "@/db/client";
import { countFrameTrades } from "@/db/queries/web/count-frame-trades";
import { findGapAt } from "@/db/queries/web/find-gap-at";
import { findLineage } from "@/db/queries/web/find-lineage";
import { listTradesAcross } from "@/db/queries/web/list-trades-across";
import { readCandles } from "@/db/queries/web/read-candles";
import { MICROS_PER_DAY, MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { getTrade, type tradeInput } from "@/server/services/trades/get-trade";
import { type Trade, toTrade, tradeSchema } from "@/server/services/trades/trade-row";
import { decimal, micros } from "@/server/trpc/exact";

/** Neighbours on each side. */
const NEIGHBOURS = 5;
/** A market that was silent for longer has no neighbours worth the search. */
const REACH_MICROS = 31 * MICROS_PER_DAY;

const gapAt = z.object({
  id: z.bigint(),
  fromSequence: z.bigint(),
  toSequence: z.bigint(),
  missingCount: decimal,
  state: z.string(),
  cause: z.string(),
});

export const lineageOutput = z.object({
  trade: tradeSchema,
  instrument: z.object({
    exchange: z.string(),
    market: z.string(),
    symbol: z.string(),
    canonicalSymbol: z.string(),
    policy: z.enum(["contiguous", "monotonic", "none"]),
  }),
  /** the account of the topic partition that it was read from */
  source: z.object({
    firstOffset: z.bigint(),
    nextOffset: z.bigint(),
    consumed: z.bigint(),
    stored: z.bigint(),
    duplicates: z.bigint(),
    lastMovedAt: micros,
  }),
  /** stored trades of the same record, this one among them */
  frameTrades: z.bigint(),
  backfillJobId: z.bigint().nullable(),
  letter: z.object({ id: z.bigint(), state: z.string() }).nullable(),
  /** the trades around it in time, the oldest first, at most five on each side and a month away */
  before: z.array(tradeSchema),
  after: z.array(tradeSchema),
  /** where the feed numbers its trades without a jump: the unfilled gaps that miss the number before, and after */
  gapBefore: gapAt.nullable(),
  gapAfter: gapAt.nullable(),
  /** its minute's candle */
  candle: z
    .object({
      bucket: micros,
      open: decimal,
      high: decimal,
      low: decimal,
      close: decimal,
      volume: decimal,
      trades: z.bigint(),
    })
    .nullable(),
});

/**
 * Everything that the database knows of one trade.
 * @throws {ServiceError} NOT_FOUND where it is not stored
 */
export async function traceTrade(input: z.infer<typeof tradeInput>): Promise<z.infer<typeof lineageOutput>> {
  const sql = database();
  const trade = await getTrade(input);
  const minute = Math.floor(trade.time / MICROS_PER_MINUTE) * MICROS_PER_MINUTE;
  const [lineage, before, after, frameTrades, candles] = await Promise.all([
    findLineage(sql, trade),
    neighbours(sql, trade, true),
    neighbours(sql, trade, false),
    countFrameTrades(sql, trade),
    readCandles(sql, {
      instrumentId: trade.instrumentId,
      table: "candles_1m",
      from: minute,
      to: minute + MICROS_PER_MINUTE,
      limit: 1,
    }),
  ]);
  if (lineage === undefined) throw new ServiceError("NOT_FOUND", "This trade's instrument is not known.");
  const { source, backfillJobId, letter, ...instrument } = lineage;
  const [gapBefore, gapAfter] = await gapsAround(sql, trade, instrument.policy === "contiguous");
  const [candle] = candles;
  return {
    trade,
    instrument,
    source,
    frameTrades,
    backfillJobId,
    letter,
    before: before.reverse(),
    after,
    gapBefore,
    gapAfter,
    candle: candle ?? null,
  };
}

async function neighbours(sql: Query, trade: Trade, earlier: boolean): Promise<Trade[]> {
  const { instrumentId, time, tradeId } = trade;
  const reach = (to: Micros) => Math.max(0, to);
  const rows = await listTradesAcross(sql, {
    instrumentIds: [instrumentId],
    newestFirst: earlier,
    after: { time, instrumentId, tradeId },
    from: reach(earlier ? time - REACH_MICROS : time),
    to: earlier ? time + 1 : time + REACH_MICROS,
    sides: [],
    minNotional: null,
    limit: NEIGHBOURS,
  });
  return rows.map(toTrade);
}

function gapsAround(sql: Query, { instrumentId, sequence, time }: Trade, contiguous: boolean) {
  if (sequence === null || !contiguous) return Promise.all([null, null]);
  return Promise.all([
    findGapAt(sql, instrumentId, sequence - 1n, time),
    findGapAt(sql, instrumentId, sequence + 1n, time),
  ]);
}
