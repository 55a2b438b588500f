import { z } from "zod";
import { listCostFeedBytes } from "@/db/queries/web/cost-feed-bytes";
import { listCostTopics } from "@/db/queries/web/cost-records";
import { listCostInstruments } from "@/db/queries/web/cost-usage";
import { database } from "@/server/database";
import { exchangeUsages, instrumentUsages } from "@/server/services/cost/usages";

const WINDOW_HOURS = 24;

export const usageInput = z.strictObject({});

const usage = z.object({
  /** `binance`, or `binance/spot/BTCUSDT` */
  key: z.string(),
  messages: z.number(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  bytesRetained: z.number(),
  rows: z.number(),
  bytesStored: z.number(),
});

export const usageOutput = z.object({
  /** of exchange time, the newest that hold trades */
  hours: z.int(),
  instruments: z.array(usage),
  exchanges: z.array(usage),
});

/** What each instrument and exchange used, in proportion: the keys by which an estimate is spread. */
export async function readUsage(): Promise<z.infer<typeof usageOutput>> {
  const sql = database();
  const [traded, topics, feeds] = await Promise.all([
    listCostInstruments(sql, WINDOW_HOURS),
    listCostTopics(sql),
    listCostFeedBytes(sql),
  ]);
  const instruments = instrumentUsages({ instruments: traded, topics, feeds });
  return { hours: WINDOW_HOURS, instruments, exchanges: exchangeUsages(instruments) };
}
