import { afterAll, beforeAll, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { createTestDatabase, type TestDatabase } from "./testing/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
});
afterAll(() => database.drop());

it("makes a day's partition once, however many ask for it at the same moment", async () => {
  const { sql } = database;
  const days = ["2014-03-10", "2026-11-24", "2099-12-31"];
  await Promise.all(
    Array.from(
      { length: 24 },
      (_, i) => sql`select k2_ensure_trades_day(${days[i % days.length] ?? ""}::text::date)`,
    ),
  );
  const [row] = await sql<{ n: bigint }[]>`
    select count(*) as n from pg_inherits where inhparent = 'trades'::regclass`;
  expect(row?.n).toBe(BigInt(days.length));
});
