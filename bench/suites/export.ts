import { prepareTradeFile } from "@/db/queries/web/trade-file/prepare-trade-file";
import { TRADE_FILE_COLUMNS } from "@/domain/trade/file-columns";
import { childEnv } from "@/runtime/env";
import { fillTrades, START } from "../export/fill-trades";
import { readFile } from "../export/read-file";
import { ServerProcess } from "../export/server-process";
import type { Figure, Suite } from "../lib/context";
import { type BenchDatabase, openDatabase } from "../lib/database";
import { findPsql } from "../lib/find-psql";
import { median } from "../lib/median";
import { runPsql } from "../lib/run-psql";

const GOAL = 0.6;
const ROUNDS = 3;
const MIB = 2 ** 20;
/** A heap that breathes moves by some percent; one that holds the file would be ten times as large. */
const MOST_GROWTH = 1.25;
/** As `prepareTradeFile` sets them. */
const SETTINGS = "-c enable_sort=off -c enable_hashjoin=off -c enable_mergejoin=off -c TimeZone=UTC";

/** A file of trades over HTTP beside psql, which reads the same rows and lets them fall. */
export const exportSuite: Suite = {
  name: "export",
  about: "files of trades over HTTP, beside psql's \\copy of the same query to /dev/null",
  async run(context) {
    const count = context.quick ? 1_000_000 : 5_000_000;
    const psql = findPsql(childEnv({}).PATH ?? "");
    if (psql === undefined)
      throw new Error("the suite export compares with psql, which was not found on this machine");
    const database = await openDatabase(context);
    let server: ServerProcess | undefined;
    try {
      const { instrumentId, to } = await fillTrades(database.sql, count);
      context.say(`${count} trades stored`);
      server = await ServerProcess.start(database.url, context.databaseSocket);
      const filter = JSON.stringify({ instrumentId, range: { from: START, to } });
      const command = await copyCommand(database, instrumentId, to, count);
      const { url } = server;
      // Once without counting, for both: the rows come from the cache then, and the code is compiled.
      await readFile(url, { format: "csv", filter, limit: String(count / 10) });
      const small = await server.peak();
      const seconds: Record<string, number[]> = { psql: [], csv: [], ndjson: [], parquet: [] };
      let bytes = 0;
      let peak = 0;
      for (let round = 0; round < ROUNDS && !context.signal.aborted; round++) {
        const began = performance.now();
        await runPsql(context, database.url, psql, command, SETTINGS);
        seconds.psql?.push((performance.now() - began) / 1_000);
        const file = await readFile(url, { format: "csv", filter });
        if (file.rows !== count) throw new Error(`the file has ${file.rows} rows, not ${count}`);
        seconds.csv?.push(file.seconds);
        bytes = file.bytes;
        peak = Math.max(peak, await server.peak());
        context.say(
          `round ${round + 1}: psql ${seconds.psql?.at(-1)?.toFixed(2)} s, csv ${file.seconds.toFixed(2)} s`,
        );
      }
      for (const format of ["ndjson", "parquet"]) {
        seconds[format]?.push((await readFile(url, { format, filter })).seconds);
        context.say(`${format}: ${seconds[format]?.at(-1)?.toFixed(2)} s`);
      }
      const perSecond = (name: string) => (seconds[name] ?? []).map((one) => Math.round(count / one));
      const figure = (name: string, what: string): Figure => ({
        name: what,
        value: median(perSecond(name)),
        unit: "rows/s",
        n: count,
        rounds: perSecond(name),
      });
      const ratio = median(perSecond("csv")) / median(perSecond("psql"));
      const growth = peak / small;
      return {
        suite: "export",
        conditions: `${count.toLocaleString("en-US")} trades of one instrument over four days, all ${TRADE_FILE_COLUMNS.length} columns (${Math.round(bytes / count)} bytes a row as CSV), from the request to the last byte, counting included; ${ROUNDS} rounds in turn with psql's \\copy of the same query to /dev/null; database, server and client share the machine.`,
        figures: [
          figure("psql", "psql \\copy to /dev/null"),
          figure("csv", "CSV over HTTP"),
          figure("ndjson", "NDJSON over HTTP"),
          figure("parquet", "Parquet over HTTP"),
          {
            name: `server's memory, at most, ${(count / 10).toLocaleString("en-US")} rows`,
            value: Math.round(small / MIB),
            unit: "MiB",
            n: count / 10,
          },
          {
            name: `server's memory, at most, ${count.toLocaleString("en-US")} rows`,
            value: Math.round(peak / MIB),
            unit: "MiB",
            n: count,
          },
        ],
        goals: [
          {
            name: "CSV over HTTP / psql",
            value: round2(ratio),
            unit: "×",
            goal: GOAL,
            better: "larger",
            met: ratio >= GOAL,
          },
          {
            name: "memory of ten times the rows",
            value: round2(growth),
            unit: "×",
            goal: MOST_GROWTH,
            better: "smaller",
            met: growth <= MOST_GROWTH,
          },
        ],
      };
    } finally {
      await server?.end();
      await database.drop();
    }
  },
};

const round2 = (value: number) => Math.round(value * 100) / 100;

/** What the export itself runs, as psql takes it: on one line. */
async function copyCommand(
  database: BenchDatabase,
  instrumentId: number,
  to: number,
  count: number,
): Promise<string> {
  const { text } = await database.sql.begin((tx) =>
    prepareTradeFile(tx, {
      instrumentIds: [instrumentId],
      filter: { from: START, to, sides: [], minNotional: null },
      format: "csv",
      columns: TRADE_FILE_COLUMNS,
      header: true,
      after: null,
      limit: count,
      decimals: null,
    }),
  );
  return `\\${text.replaceAll(/\s+/g, " ").replace(" to stdout (", " to '/dev/null' (")}`;
}
