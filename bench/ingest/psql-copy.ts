import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { TRADE_COPY_COLUMNS } from "@/db/queries/ingest/copy-trades";
import { dayOf } from "@/domain/time/micros";
import type { BenchContext } from "../lib/context";
import type { BenchDatabase } from "../lib/database";
import { runPsql } from "../lib/run-psql";
import { START_MS } from "./frames";

/**
 * Copies the lines of a file into the day's partition with its unique index, with psql; without one, with COPY
 * through postgres.js from the same file.
 * @returns seconds
 */
export async function copyRows(
  context: BenchContext,
  database: BenchDatabase,
  file: string,
  psql: string | undefined,
): Promise<number> {
  const day = dayOf(START_MS * 1000);
  await database.sql`select k2_ensure_trades_day(to_date(${day}, 'YYYYMMDD'))`;
  const command = `copy trades_${day} (${TRADE_COPY_COLUMNS}) from`;
  const start = performance.now();
  if (psql === undefined) {
    const stream = await database.sql.unsafe(`${command} stdin`).writable();
    await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), stream);
  } else {
    await runPsql(context, database.url, psql, `\\${command} '${file}'`);
  }
  return (performance.now() - start) / 1000;
}
