import { afterAll, beforeAll, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { connect } from "./client";
import { createTestDatabase, type TestDatabase } from "./testing/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  await database.sql`create table kept (n int)`;
});
afterAll(() => database.drop());

it.each(["goes on", "fails", "ends"])(
  "a transaction that %s after its connection was lost leaves the next one on that connection alone",
  async (way) => {
    await database.sql`truncate kept`;
    const sql = connect({ url: database.url, max: 1, applicationName: "one-connection" });
    let started = (_backend: number) => {};
    let goOn = () => {};
    const backend = new Promise<number>((resolve) => {
      started = resolve;
    });
    const lost = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = sql.begin(async (tx) => {
      await tx`insert into kept values (1)`;
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      started(row?.pid ?? 0);
      await lost;
      if (way === "fails") throw new Error("the function's own");
      if (way === "goes on") await tx`insert into kept values (2)`;
    });
    first.catch(() => undefined);
    await database.sql`select pg_terminate_backend(${await backend})`;
    await expect(first).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await sql.begin(async (tx) => {
      await tx`insert into kept values (3)`;
      goOn();
      // Turns enough for what the first transaction would still send, and an answer that comes after it.
      for (let i = 0; i < 5; i++) await tx`select pg_sleep(0.01)`;
      await tx`insert into kept values (4)`;
    });
    expect(await database.sql`select n from kept order by n`.values()).toEqual([[3], [4]]);
    await sql.end({ timeout: 1 });
  },
);
