import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadEnv } from "@/runtime/env";
import { connect, type Sql } from "./client";
import { migrate } from "./migrate";
import { ensureTradeDays } from "./queries/ingest/ensure-trade-days";
import { listTradeDays, tradesLayout } from "./queries/maintain/list-trade-days";
import { retireDay } from "./queries/maintain/retire-day";
import { tradeStorage } from "./queries/pipeline/table-sizes";

const url = loadEnv().K2_TIMESCALE_URL;
const why =
  url === undefined
    ? " — skipped: set K2_TIMESCALE_URL to an empty database with TimescaleDB (docs/operations/maintenance.md)"
    : "";

/** Digits that a float would lose. */
const PRICE = "12345678901234567890.123456789012345678";

describe.skipIf(url === undefined)(`the migrations on TimescaleDB${why}`, () => {
  let sql: Sql;
  beforeAll(async () => {
    await migrate({ url: url ?? "" });
    sql = connect({ url: url ?? "", max: 1, applicationName: "k2-test" });
    await sql`truncate trades, retired_trades, retired_days`;
  });
  afterAll(() => sql.end({ timeout: 5 }));

  const insert = (day: string, id: string) => sql`
    insert into trades (time, source_offset, ingested_at, instrument_id, source_id, frame_index, side, price, quantity, trade_id)
    values (${`${day} 23:59:59.999999Z`}::text::timestamptz, 1, now(), 1, 1, 0, 1, ${PRICE}, '0.000000000000000001', ${id})
    on conflict (instrument_id, time, trade_id) do nothing`;

  it("makes trades a hypertable of UTC days that keeps numbers exact and identities unique", async () => {
    expect(await tradesLayout(sql)).toBe("hypertable");
    expect(await ensureTradeDays(sql, ["20140310"])).toEqual(["trades"]);
    for (const day of ["2014-03-10", "2014-03-11"]) for (const id of ["a", "b", "a"]) await insert(day, id);
    expect((await listTradeDays(sql)).map((one) => one.day)).toEqual(["2014-03-10", "2014-03-11"]);
    expect(await tradeStorage(sql)).toMatchObject({ days: 2, first: "2014-03-10", last: "2014-03-11" });
    expect(await sql`select distinct price, quantity, count(*)::int as n from trades group by 1, 2`).toEqual([
      { price: PRICE, quantity: "0.000000000000000001", n: 4 },
    ]);
  });

  it("compresses a day, still refuses a duplicate in it, and retires it with its counts", async () => {
    const [day] = await listTradeDays(sql);
    if (day === undefined) throw new Error("there is no chunk");
    await sql`select compress_chunk(${day.qualified}::text::regclass)`;
    await insert("2014-03-10", "a");
    expect(await sql`select count(*)::int as n from trades where price = ${PRICE}`).toEqual([{ n: 4 }]);
    expect((await retireDay(sql, day)).trades).toBe(2n);
    expect((await listTradeDays(sql)).map((one) => one.day)).toEqual(["2014-03-11"]);
    expect(await sql`select trades, quantity from retired_trades`).toEqual([
      { trades: 2n, quantity: "0.000000000000000002" },
    ]);
    expect(await sql`select count(*)::int as n from trades`).toEqual([{ n: 2 }]);
  });
});
