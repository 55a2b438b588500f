import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createExportHarness, type ExportHarness, readLines } from "./testing/export-harness";

const COUNT = 30_000;

let harness: ExportHarness;
beforeAll(async () => {
  harness = await createExportHarness(COUNT);
});
afterAll(() => harness.close());

const caps: [string, string][] = [];
afterEach(() => {
  for (const [name] of caps) vi.stubEnv(name, "");
  caps.length = 0;
});
function set(name: string, value: string): void {
  caps.push([name, value]);
  vi.stubEnv(name, value);
}

const ALL = Array.from({ length: COUNT }, (_, at) => String(at));

/** Reads until so many bytes have come, and leaves. */
async function readSome(response: Response, bytes: number): Promise<Buffer> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < bytes) {
    const part = await reader?.read();
    if (part?.value === undefined) break;
    chunks.push(part.value);
    size += part.value.length;
  }
  await reader?.cancel();
  return Buffer.concat(chunks).subarray(0, bytes);
}

describe("going on", () => {
  it.each(["csv", "ndjson"])(
    "after the last whole row of %s that came, no row is lost or twice",
    async (format) => {
      const seen: { instrumentId: string; time: string; tradeId: string }[] = [];
      for (const bytes of [1_000, 1_000_000, 333_333, 65_536, 1_321_000, Number.MAX_SAFE_INTEGER]) {
        const last = seen.at(-1);
        const after: Record<string, string> = last
          ? { after: `${last.instrumentId}~${last.time}~${last.tradeId}` }
          : {};
        const response = await harness.ask(format, { ...after, header: "false" });
        expect(Number(response.headers.get("x-k2-rows"))).toBe(COUNT - seen.length);
        const lines = (await readSome(response, bytes)).toString("latin1").split("\n").slice(0, -1);
        for (const line of lines) {
          if (format === "ndjson") seen.push(JSON.parse(line));
          else {
            const [instrumentId = "", time = "", tradeId = ""] = line.split(",");
            seen.push({ instrumentId, time, tradeId });
          }
        }
      }
      expect(seen.map((row) => row.tradeId)).toEqual(ALL);
    },
  );

  it.each(["csv", "ndjson", "parquet"])(
    "where a file of %s ends at the cap, X-K2-Next says where",
    async (format) => {
      set("K2_EXPORT_ROWS_ADMIN", "12500");
      const ids: string[] = [];
      const parts: (string | null)[][] = [];
      let next: string | null = null;
      do {
        const after: Record<string, string> = next === null ? {} : { after: decodeURIComponent(next) };
        const response: Response = await harness.ask(format, after);
        const header = (name: string) => response.headers.get(name);
        parts.push([header("x-k2-rows"), header("x-k2-more"), header("x-k2-row-cap")]);
        next = header("x-k2-next");
        ids.push(...(await idsOf(format, response)));
      } while (next !== null);
      expect(parts).toEqual([
        ["12500", "true", "12500"],
        ["12500", "true", "12500"],
        ["5000", "false", "12500"],
      ]);
      expect(ids).toEqual(ALL);
    },
  );

  it("says by HEAD what a file would hold, without reading it", async () => {
    const response = await harness.ask("csv", { limit: "7" }, {}, { method: "HEAD" });
    expect([response.status, response.headers.get("x-k2-rows"), response.headers.get("x-k2-more")]).toEqual([
      200,
      "7",
      "true",
    ]);
    await expect.poll(harness.connections).toBe(0);
  });
});

async function idsOf(format: string, response: Response): Promise<string[]> {
  if (format === "ndjson") return (await readLines(response)).map((row) => String(row.tradeId));
  if (format === "csv")
    return (await response.text())
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[2] ?? "");
  const { parquetReadObjects } = await import("hyparquet");
  const rows = await parquetReadObjects({ file: await response.arrayBuffer(), columns: ["tradeId"] });
  return rows.map((row) => String(row.tradeId));
}

describe("readers who leave", () => {
  it.each(["csv", "ndjson", "parquet"])(
    "leave no connection behind, and a next file of %s is whole",
    async (format) => {
      for (let n = 0; n < (format === "parquet" ? 4 : 12); n += 1) {
        const response = await harness.ask(format);
        expect(response.status).toBe(200);
        await readSome(response, n * 30_000);
        await expect.poll(harness.connections).toBe(0);
      }
      expect(await idsOf(format, await harness.ask(format))).toEqual(ALL);
      await expect.poll(harness.connections).toBe(0);
    },
  );

  it("by pulling the plug, all at once, too", async () => {
    set("K2_EXPORTS_AT_ONCE", "10");
    const url = new URL((await harness.ask("csv", { limit: "1" })).url);
    url.searchParams.delete("limit");
    await Promise.all(
      Array.from(
        { length: 10 },
        () =>
          new Promise<void>((resolve) => {
            const socket = connect(Number(url.port), url.hostname);
            socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
            socket.once("data", () => socket.resetAndDestroy());
            socket.once("close", () => resolve());
          }),
      ),
    );
    await expect.poll(harness.connections).toBe(0);
    expect(await idsOf("csv", await harness.ask("csv"))).toEqual(ALL);
    // The pool that stopped them serves on.
    expect(await Promise.all(Array.from({ length: 20 }, () => harness.sql`select 1 as one`))).toHaveLength(
      20,
    );
  });

  it("are cut off where they take nothing for too long", async () => {
    set("K2_EXPORT_STALL_SECONDS", "1");
    await harness.sql`insert into trades select time + interval '1 minute', source_offset, sequence, ingested_at,
      instrument_id, source_id, frame_index, side, price, quantity, repeat('x', 1000) || n
      from trades, generate_series(1, 2) n`;
    try {
      const response = await harness.ask("csv");
      // What is on its way holds some megabytes; the rest waits for this reader, who does not come.
      await expect.poll(harness.connections, { timeout: 45_000 }).toBe(0);
      await expect(response.text()).rejects.toThrow();
    } finally {
      await harness.sql`delete from trades where trade_id like 'xxx%'`;
    }
  });

  it("come too many at once: the next is told why, and when", async () => {
    set("K2_EXPORTS_AT_ONCE", "2");
    const open = await Promise.all([harness.ask("csv"), harness.ask("ndjson")]);
    const refused = await harness.ask("parquet");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
    expect((await refused.json()).error).toMatch(
      /^2 files .* 2 may be at once \(K2_EXPORTS_AT_ONCE\)\. Try again/,
    );
    await Promise.all(open.map((response) => readSome(response, 1)));
    await expect.poll(async () => (await harness.ask("csv", { limit: "1" })).status).toBe(200);
  });
});

describe("what cannot be asked for", () => {
  const cases: [string, Record<string, string>, object, RegExp][] = [
    ["another format", { format: "xlsx" }, {}, /^format="xlsx" is none\. Ask for csv, ndjson, parquet\.$/],
    [
      "a filter that is no JSON",
      { filter: "{" },
      {},
      /^filter="\{" is no JSON\. Give what trades\.page takes/,
    ],
    ["a price that is none", {}, { minPrice: "cheap" }, /^filter\.minPrice="cheap": .*Give what/],
    ["a side that is none", {}, { sides: ["up"] }, /^filter\.sides\.0="up": /],
    ["a field that is none", {}, { colour: "red" }, /colour.*Give what/],
    [
      "a parameter that is none",
      { rows: "5" },
      {},
      /^There is no parameter "rows"\. Parameters are format, filter/,
    ],
    [
      "a column that is none",
      { columns: "time,fee" },
      {},
      /there is no column "fee"\. Columns are instrumentId, time/,
    ],
    ["a column twice", { columns: "time,time" }, {}, /"time" is there twice\. Name each column once/],
    ["a header that is none", { header: "no" }, {}, /^header="no" is neither true nor false/],
    [
      "a place that is none",
      { after: "yesterday" },
      {},
      /^after="yesterday" is no place in a file\. Give instrumentId/,
    ],
    [
      "another instrument's place",
      { after: "99~2026-08-09T12:00:00Z~1" },
      {},
      /^after is a row of instrument 99/,
    ],
    ["no rows", { limit: "0" }, {}, /^limit="0" is no number of rows/],
    [
      "more rows than the role may have",
      { limit: "10000001" },
      {},
      /^limit=10000001 .* 10000000 rows .*\(K2_EXPORT_ROWS_ADMIN\)/,
    ],
  ];
  it.each(cases)("%s: the value, the limit and the remedy are named", async (_, more, filter, message) => {
    const response = await harness.ask("csv", more, filter);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-disposition")).toBeNull();
    expect((await response.json()).error).toMatch(message);
  });

  it("an instrument that is none", async () => {
    const response = await harness.ask("csv", {}, { instrumentId: 4_711 });
    expect(response.status).toBe(404);
    expect((await response.json()).error).toBe(
      "There is no instrument 4711. instruments.list names those there are.",
    );
  });
});
