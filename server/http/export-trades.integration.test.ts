import { type FileMetaData, parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatMicros } from "@/domain/time/micros";
import { exportTrades } from "@/server/http/export-trades";
import { createMarket, storeTrades } from "@/server/testing/store-trades";
import { createExportHarness, type ExportHarness, readLines, START } from "./testing/export-harness";

const COUNT = 20_000;
/** beyond what a double holds */
const LONG = 9_007_199_254_740_993n;
const PRICE = "12345678901234567890.123456789012345678";

let harness: ExportHarness;

beforeAll(async () => {
  harness = await createExportHarness(COUNT);
  const { sql, market } = harness;
  await sql`
    insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
      quantity, trade_id)
    values (${formatMicros(START - 2)}::timestamptz, ${String(LONG)}::int8, ${String(LONG)}::int8,
        ${formatMicros(START)}::timestamptz, ${market.instrumentId}, ${market.sourceId}, 3, 2,
        ${PRICE}::text::numeric, 0.000000000000000001, '=cmd|"a",' || chr(10) || 'b\\c'),
      (${formatMicros(START - 1)}::timestamptz, ${String(LONG + 1n)}::int8, null,
        ${formatMicros(START - 1)}::timestamptz, ${market.instrumentId}, ${market.sourceId}, 0, 0, 1, 1.50, '@1:2:3')`;
});
afterAll(() => harness.close());

describe("a file of trades", () => {
  it("is CSV as RFC 4180 has it: exact, and no cell is a formula", async () => {
    const response = await harness.ask("csv", { limit: "2" });
    expect(await response.text()).toBe(
      [
        "instrumentId,time,tradeId,exchange,market,symbol,side,price,quantity,notional,sequence,ingestedAt,topic,partition,offset,frameIndex,quality,candle",
        `${harness.market.instrumentId},2026-08-09T23:59:58.999998Z,"'=cmd|""a"",\nb\\c",binance,spot,BTCUSDT,sell,${PRICE},0.000000000000000001,12.345678901234567890123456789012345678,${LONG},2026-08-09T23:59:59.000000Z,market.crypto.trades.binance.raw,0,${LONG},3,ok,complete`,
        `${harness.market.instrumentId},2026-08-09T23:59:58.999999Z,'@1:2:3,binance,spot,BTCUSDT,unknown,1,1.50,1.50,,2026-08-09T23:59:58.999999Z,market.crypto.trades.binance.raw,0,${LONG + 1n},0,ok,complete`,
        "",
      ].join("\r\n"),
    );
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="k2-trades-binance-spot-BTCUSDT-20260809T235958Z-20260810T005959Z.csv"',
    );
  });

  it.each(["=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠"])(
    "has no text that begins with %j in a CSV cell, and keeps it otherwise",
    async (sign) => {
      const { sql, market } = harness;
      const [bad] = await sql<{ id: number }[]>`
        insert into instruments (exchange, market, symbol, canonical_symbol, policy)
        values (${`${sign}1`}, ${`${sign}2`}, ${`${sign}3`}, 'X', 'none') returning id`;
      const [source] = await sql<{ id: number }[]>`
        insert into partition_positions (topic, partition, first_offset, next_offset)
        values (${`${sign}4`}, 0, 0, 0) returning id`;
      const time = formatMicros(START);
      await sql`
        insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
          quantity, trade_id)
        values (${time}::timestamptz, 0, null, ${time}::timestamptz, ${bad?.id ?? 0}, ${source?.id ?? 0}, 0, 1, 1, 1, ${`${sign}5`})`;
      const columns = "exchange,market,symbol,topic,tradeId";
      const filter = { instrumentId: bad?.id };
      const csv = await (await harness.ask("csv", { columns, header: "false" }, filter)).text();
      const cells = csv.trimEnd().split(",");
      expect(cells.map((cell) => cell.replace(/^"/, "").slice(0, 2))).toEqual(Array(5).fill(`'${sign}`));
      const [line] = await readLines(await harness.ask("ndjson", { columns }, filter));
      expect(line).toEqual({
        exchange: `${sign}1`,
        market: `${sign}2`,
        symbol: `${sign}3`,
        topic: `${sign}4`,
        tradeId: `${sign}5`,
      });
      expect(market.instrumentId).not.toBe(bad?.id);
    },
  );

  it("is NDJSON with exact text", async () => {
    const response = await harness.ask("ndjson", { limit: "2" });
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    expect(await readLines(response)).toEqual([
      {
        instrumentId: harness.market.instrumentId,
        time: "2026-08-09T23:59:58.999998Z",
        tradeId: '=cmd|"a",\nb\\c',
        exchange: "binance",
        market: "spot",
        symbol: "BTCUSDT",
        side: "sell",
        price: PRICE,
        quantity: "0.000000000000000001",
        notional: "12.345678901234567890123456789012345678",
        sequence: String(LONG),
        ingestedAt: "2026-08-09T23:59:59.000000Z",
        topic: "market.crypto.trades.binance.raw",
        partition: 0,
        offset: String(LONG),
        frameIndex: 3,
        quality: "ok",
        candle: "complete",
      },
      expect.objectContaining({
        tradeId: "@1:2:3",
        sequence: null,
        offset: String(LONG + 1n),
        quantity: "1.50",
      }),
    ]);
  });

  it("is Parquet with exact decimals and numbers, over several row groups", async () => {
    const file = await (await harness.ask("parquet")).arrayBuffer();
    const metadata = parquetMetadata(file);
    expect(metadata.row_groups.length).toBeGreaterThan(2);
    expect(metadata.key_value_metadata).toContainEqual({ key: "k2.rows", value: String(COUNT + 2) });
    expect(elementOf(metadata, "price")).toMatchObject({
      converted_type: "DECIMAL",
      precision: 38,
      scale: 18,
    });
    // The reader makes doubles of decimals: without that word it gives the bytes.
    for (const element of metadata.schema)
      if (element.converted_type === "DECIMAL") delete element.converted_type;
    const rows = await parquetReadObjects({ file, metadata, utf8: false });
    expect(rows).toHaveLength(COUNT + 2);
    expect(rows[0]).toMatchObject({
      instrumentId: harness.market.instrumentId,
      tradeId: '=cmd|"a",\nb\\c',
      sequence: LONG,
      offset: LONG,
      frameIndex: 3,
      notional: "12.345678901234567890123456789012345678",
    });
    expect(unscaled(rows[0]?.price)).toBe(BigInt(PRICE.replace(".", "")));
    expect(unscaled(rows[0]?.quantity)).toBe(1n);
    expect(rows[1]).toMatchObject({ sequence: null, tradeId: "@1:2:3" });
    expect(rows[1]?.time).toEqual(new Date("2026-08-09T23:59:58.999Z"));
    expect(rows.map((row) => row.tradeId).slice(2)).toEqual(
      Array.from({ length: COUNT }, (_, at) => String(at)),
    );
  });

  it.each([
    ["price", "1e-19"],
    ["quantity", "100000000000000000000"],
  ])("is not Parquet where a %s of %s would be rounded, and says so", async (name, value) => {
    const { sql, market } = harness;
    const time = formatMicros(START - 3);
    await sql`
      insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
        quantity, trade_id)
      values (${time}::timestamptz, 0, null, ${time}::timestamptz, ${market.instrumentId}, ${market.sourceId}, 0, 1,
        ${name === "price" ? value : "1"}::text::numeric, ${name === "price" ? "1" : value}::text::numeric, 'odd')`;
    try {
      const response = await harness.ask("parquet");
      expect(response.status).toBe(400);
      const { error } = await response.json();
      expect(error).toMatch(new RegExp(`^The ${name} .* of trade odd .*38 digits.*csv or ndjson`));
      expect((await readLines(await harness.ask("ndjson", { limit: "1" })))[0]).toMatchObject({
        tradeId: "odd",
      });
      await expect.poll(harness.connections).toBe(0);
    } finally {
      await sql`delete from trades where trade_id = 'odd'`;
    }
  });

  it("holds what passes the filter, and the columns that were asked for", async () => {
    const filter = { sides: ["sell"], minPrice: "15000", maxPrice: "15010" };
    expect(await (await harness.ask("csv", { columns: "price,side" }, filter)).text()).toBe(
      "price,side\r\n15001,sell\r\n15003,sell\r\n15005,sell\r\n15007,sell\r\n15009,sell\r\n",
    );
  });

  it("holds several instruments, one after the other, over two days and in several parts", async () => {
    const { sql, market } = harness;
    const other = await createMarket(sql, "ETHUSDT", 1);
    await storeTrades(sql, other, { time: START, offset: 0 }, 20, 100_000);
    const both = { instrumentId: undefined, instrumentIds: [other.instrumentId, market.instrumentId] };
    const range = { from: START + 1_500_000, to: START + 3_600_000_000 };
    const whole = await readLines(
      await harness.ask("ndjson", { columns: "instrumentId,tradeId,topic,partition" }, { ...both, range }),
    );
    const ids = (row: Record<string, unknown>) => `${row.instrumentId} ${row.tradeId}`;
    expect(whole.filter((row) => row.instrumentId === market.instrumentId)).toHaveLength(COUNT - 15_000);
    expect(whole.slice(-5).map((row) => [row.instrumentId, row.tradeId, row.partition])).toEqual(
      [15, 16, 17, 18, 19].map((n) => [other.instrumentId, String(n), 1]),
    );
    const parts: Record<string, unknown>[] = [];
    let next: string | null = null;
    do {
      const after: Record<string, string> = next === null ? {} : { after: decodeURIComponent(next) };
      const response: Response = await harness.ask("ndjson", { limit: "1999", ...after }, { ...both, range });
      expect(response.headers.get("content-disposition")).toContain("k2-trades-2-instruments-");
      next = response.headers.get("x-k2-next");
      parts.push(...(await readLines(response)));
    } while (next !== null);
    expect(parts.map(ids)).toEqual(whole.map(ids));
  });

  it("is empty, and a file all the same, where nothing passes", async () => {
    const filter = { minPrice: "99999999999999999999999" };
    expect(await (await harness.ask("csv", { columns: "price" }, filter)).text()).toBe("price\r\n");
    expect(await (await harness.ask("ndjson", {}, filter)).text()).toBe("");
    const parquet = await (await harness.ask("parquet", {}, filter)).arrayBuffer();
    expect(parquetMetadata(parquet).num_rows).toBe(0n);
  });

  it("takes no value for SQL", async () => {
    for (const tradeId of [
      "'; drop table trades; --\\",
      "\\'; drop table trades; --",
      "$$; drop table trades",
    ])
      expect(await readLines(await harness.ask("ndjson", {}, { tradeId }))).toEqual([]);
    const after = `${harness.market.instrumentId}~2026-08-09T12:00:00Z~'; drop table trades; --\\`;
    expect(await readLines(await harness.ask("ndjson", { after, limit: "1" }))).toHaveLength(1);
  });

  it("refuses another origin", async () => {
    const request = new Request("http://127.0.0.1/api/export/trades?format=csv", {
      headers: { host: "127.0.0.1", origin: "http://elsewhere.example" },
    });
    expect((await exportTrades(request)).status).toBe(403);
    const rebound = new Request("http://elsewhere.example/api/export/trades?format=csv", {
      headers: { host: "elsewhere.example" },
    });
    expect((await exportTrades(rebound)).status).toBe(421);
  });
});

function elementOf(metadata: FileMetaData, name: string) {
  return metadata.schema.find((element) => element.name === name);
}

/** Sixteen bytes, the highest first, as two's complement. */
function unscaled(bytes: unknown): bigint {
  if (!(bytes instanceof Uint8Array) || bytes.length !== 16) throw new Error("a decimal has 16 bytes");
  return BigInt.asIntN(128, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}
