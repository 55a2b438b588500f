import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { CopyStream } from "./copy-stream";
import { UnstorableValue } from "./unstorable-value";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  await database.sql`create table copied (ord int4, small int2, big int8, seq int8, at timestamptz, amount numeric,
    word text)`;
});
afterAll(() => database.drop());

const COLUMNS = "ord, small, big, seq, at, amount, word";
type Row = {
  small: number;
  big: number;
  seq: bigint | null;
  at: number;
  amount: string;
  word: string;
};

const row: fc.Arbitrary<Row> = fc.record({
  small: fc.integer({ min: -32_768, max: 32_767 }),
  big: fc.maxSafeInteger(),
  seq: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  at: fc.integer({ min: Date.UTC(1970, 0, 2) * 1000, max: Date.UTC(2200, 0, 1) * 1000 }),
  amount: fc.oneof(
    fc.stringMatching(/^\d{1,38}(\.\d{1,38})?$/),
    fc.constantFrom("0", "0.0", "00.00100", "10000", "0.0001", "9999.9999", "58000.12000000"),
  ),
  word: fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !text.includes("\0")),
    fc.constantFrom("", "\\N", "\\.", "a\tb\nc", "币安人生"),
  ),
});

function write({ rows }: CopyStream, ord: number, one: Row): void {
  rows.row(7, one.amount.length + one.word.length);
  rows.int4(ord);
  rows.int2(one.small);
  rows.int8(one.big);
  if (one.seq === null) rows.null();
  else rows.bigint(one.seq);
  rows.timestamp(one.at);
  rows.numeric(one.amount);
  rows.text(one.word);
}

async function copy(rows: readonly Row[]): Promise<void> {
  await database.sql.begin(async (tx) => {
    const stream = await CopyStream.open(tx, "copied", COLUMNS);
    for (const [ord, one] of rows.entries()) {
      write(stream, ord, one);
      if (stream.full) await stream.flush();
    }
    await stream.end();
  });
}

it("stores what the server itself reads of the same values as text, digit for digit", async () => {
  const rows = fc.sample(row, 4_000);
  await copy(rows);
  const stored = await database.sql`
    select small, big, seq, (extract(epoch from at) * 1000000)::int8 as at, amount::text, word from copied order by ord`;
  const expected = await database.sql`
    select amount::numeric::text from unnest(${rows.map((one) => one.amount)}::text[]) with ordinality as a (amount, ord)
    order by ord`;
  expect(stored.map((one) => ({ ...one }))).toEqual(
    rows.map((one, i) => ({
      ...one,
      big: BigInt(one.big),
      at: BigInt(one.at),
      amount: expected[i]?.amount,
    })),
  );
});

const good: Row = { small: 1, big: 2, seq: 3n, at: 1_700_000_000_000_000, amount: "4.5", word: "six" };

it.each([1, 5_000, 200_000])(
  "tells the server's error where it refuses one of %i rows, early or late, and leaves the connection usable",
  async (count) => {
    for (const bad of [0, count - 1]) {
      const rows = Array.from({ length: count }, (_, i) => (i === bad ? { ...good, word: "a\0b" } : good));
      await expect(copy(rows)).rejects.toMatchObject({ code: "22021" });
    }
    expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }]);
  },
);

it("fails where the connection is lost before the server has answered", async () => {
  const lost = database.sql.begin(async (tx) => {
    const [backend] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    // A trigger holds the server between the last row and its answer.
    await tx`create function hold() returns trigger language plpgsql as
      $$ begin perform pg_sleep(30); return null; end $$`;
    await tx`create trigger hold after insert on copied execute function hold()`;
    const stream = await CopyStream.open(tx, "copied", COLUMNS);
    write(stream, 0, good);
    const ended = stream.end();
    ended.catch(() => undefined);
    await wait(200);
    await database.sql`select pg_terminate_backend(${backend?.pid ?? 0})`;
    await ended;
  });
  await expect(lost).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }]);
});

it("refuses values that would wrap around or be cut, and can be aborted", async () => {
  const attempts: [string, (stream: CopyStream) => void][] = [
    ["22003", ({ rows }) => rows.int2(32_768)],
    ["22003", ({ rows }) => rows.int4(2 ** 31)],
    ["22003", ({ rows }) => rows.int8(2 ** 53)],
    ["22003", ({ rows }) => rows.bigint(2n ** 63n)],
    ["22P02", ({ rows }) => rows.numeric("-1")],
    ["22P02", ({ rows }) => rows.numeric("1e5")],
  ];
  for (const [code, write] of attempts) {
    const failed = database.sql.begin(async (tx) => {
      const stream = await CopyStream.open(tx, "copied", COLUMNS);
      try {
        write(stream);
      } catch (error) {
        if (error instanceof UnstorableValue) stream.abort(error);
        throw error;
      }
    });
    await expect(failed).rejects.toMatchObject({ code });
  }
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }]);
});
