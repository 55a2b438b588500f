import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, expect, inject, it, vi } from "vitest";
import "@/dev/testing/provided";
import { connect, type Sql } from "./client";

const open: Sql[] = [];
afterAll(() => Promise.all(open.map((sql) => sql.end({ timeout: 5 }))));

function pool(): Sql {
  const sql = connect({ url: inject("databaseUrl"), max: 2, applicationName: "k2-types" });
  open.push(sql);
  return sql;
}

it("knows arrays in every pool, and asks the server for their types once a process", async () => {
  const asked = (sql: Sql) => Reflect.get(sql.options, "fetch_types");
  const first = pool();
  expect(asked(first)).toBe(true);
  expect((await first`select ${["a", 'b"{},']}::text[] as list`)[0]).toEqual({ list: ["a", 'b"{},'] });

  const second = pool();
  expect(asked(second)).toBe(false);
  const [row] = await second`
    select ${["a", 'b"{},']}::text[] as texts, ${["9007199254740993"]}::int8[] as bigs, array[1.10, 2]::numeric[] as decimals,
      '{2026-05-09 10:00:00.000001+00}'::timestamptz[] as times, array[array[1, 2], array[3, 4]] as table`;
  expect(row).toEqual({
    texts: ["a", 'b"{},'],
    bigs: [9007199254740993n],
    decimals: ["1.10", "2"],
    times: ["2026-05-09 10:00:00.000001+00"],
    table: [
      [1, 2],
      [3, 4],
    ],
  });
});

it("learns nothing of a pool that Drizzle went over, whose arrays are no arrays", async () => {
  vi.resetModules();
  const { connect: anew } = await import("./client");
  const [first, second, third] = ["1", "2", "3"].map((name) => {
    const sql = anew({ url: inject("databaseUrl"), max: 1, applicationName: `k2-types-${name}` });
    open.push(sql);
    return sql;
  });
  if (!first || !second || !third) throw new Error("no pools");
  // As a worker does that migrates before it starts.
  drizzle(first);
  await first`select 1`;
  for (const sql of [second, third])
    expect((await sql`select ${["1.50"]}::numeric[] as list`)[0]).toEqual({ list: ["1.50"] });
});
