import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { TRADE_COPY_COLUMNS } from "@/db/queries/ingest/copy-trades";
import { dayOf } from "@/domain/time/micros";
import { childEnv } from "@/runtime/env";
import type { BenchContext } from "../lib/context";
import type { BenchDatabase } from "../lib/database";
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

async function runPsql(context: BenchContext, url: string, psql: string, command: string): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const child = spawn(psql, ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command", command], {
    env: childEnv({
      PGHOST: context.databaseSocket ?? hostname,
      PGPORT: port || "5432",
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: password === "" ? undefined : decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`psql failed (${code}): ${errors.trim()}`);
}
