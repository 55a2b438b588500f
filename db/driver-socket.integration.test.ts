import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { connect } from "./client";
import { createTestDatabase, type TestDatabase } from "./testing/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  await database.sql`create table counted (n int)`;
});
afterAll(() => database.drop());

it.each(["socket", "TCP"])(
  "outlives lost connections over %s: statements fail, none waits forever, and every connection comes back",
  async (way) => {
    const socketDir = way === "socket" ? database.socketDir : undefined;
    const sql = connect({ url: database.url, socketDir, max: 3, applicationName: "victim" });
    await sql`delete from counted where n = any(${[1, 2]}::int4[])`;
    const until = Date.now() + 3_000;
    let failed = 0;
    let kept = 0;
    const work = async () => {
      while (Date.now() < until) {
        await sql
          .begin(async (tx) => {
            await tx`insert into counted values (1)`;
            await Promise.all([tx`select pg_sleep(0.002)`, tx`select 1`]);
          })
          .then(
            () => kept++,
            () => failed++,
          );
        await sql`select 1`.catch(() => failed++);
      }
    };
    const strike = async () => {
      while (Date.now() < until) {
        await wait(Math.random() * 30);
        await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'`;
      }
    };
    await Promise.all([work(), work(), work(), strike()]);
    expect(failed).toBeGreaterThan(20);
    await wait(200); // the last strike may still be on its way
    // All three at once: none of the pool's connections is lost for good.
    await Promise.all([1, 2, 3].map((n) => sql`select pg_sleep(0.1), ${[n]}::int4[]`));
    const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from counted`;
    // One whose COMMIT was cut off may count as failed and be there.
    expect(row?.rows).toBeGreaterThanOrEqual(kept);
    await sql.end({ timeout: 5 });
  },
);

it("tells that nobody listens, and connects once somebody does", async () => {
  const sql = connect({ url: "postgres://nobody@127.0.0.1:9/none", max: 2, applicationName: "early" });
  for (let i = 0; i < 6; i++) await expect(sql`select 1`).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await sql.end({ timeout: 1 });
});
