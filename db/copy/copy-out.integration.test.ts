import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { type CopyOut, openCopyOut } from "./copy-out";

const NAME = "k2-copy-out-test";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
});
afterAll(() => database.drop());

function open(
  text: string,
  over: "socket" | "tcp" = "socket",
  signal?: AbortSignal,
): Promise<CopyOut<string>> {
  return openCopyOut({
    connection: {
      url: database.url,
      socketDir: over === "socket" ? database.socketDir : undefined,
      applicationName: NAME,
    },
    cancel: async (backend) => {
      await database.sql`select pg_cancel_backend(${backend})`;
    },
    lineEnd: "lf",
    prepare: async () => ({ head: "found", text }),
    ...(signal ? { signal } : {}),
  });
}

const sessions = async () => {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int4 as n from pg_stat_activity where application_name = ${NAME}`;
  return row?.n;
};

async function readAll(copy: CopyOut<unknown>): Promise<{ text: string; rows: number }> {
  let text = "";
  let rows = 0;
  for (let chunk = await copy.next(); chunk !== undefined; chunk = await copy.next()) {
    text += chunk.bytes.toString("latin1");
    rows += chunk.rows;
  }
  return { text, rows };
}

const MANY = "copy (select n, repeat('x', 200) from generate_series(1, 3000000) n) to stdout";

describe("a COPY with a connection of its own", () => {
  it.each(["socket", "tcp"] as const)(
    "gives every row over %s, and its connection is gone then",
    async (over) => {
      const copy = await open("copy (select n from generate_series(1, 200000) n) to stdout", over);
      expect(copy.head).toBe("found");
      const { text, rows } = await readAll(copy);
      expect(rows).toBe(200_000);
      expect(text).toBe(Array.from({ length: 200_000 }, (_, at) => `${at + 1}\n`).join(""));
      await copy.closed;
      await expect.poll(sessions).toBe(0);
    },
  );

  it("leaves nothing behind where readers leave, at once or in the middle", async () => {
    const copies = await Promise.all(Array.from({ length: 12 }, () => open(MANY)));
    expect(await sessions()).toBe(12);
    await Promise.all(
      copies.map(async (copy, at) => {
        for (let n = 0; n < at; n += 1) await copy.next();
        await copy.close();
        await expect(copy.next()).rejects.toThrow("left");
      }),
    );
    await expect.poll(sessions).toBe(0);
    // The pool that canceled them is whole, and a next COPY works.
    expect(await Promise.all(Array.from({ length: 20 }, () => database.sql`select 1 as one`))).toHaveLength(
      20,
    );
    expect((await readAll(await open("copy (select 1) to stdout"))).rows).toBe(1);
  });

  it("stops a server that works on the first row still, when told by a signal", async () => {
    const leaving = new AbortController();
    const slow = open(
      "copy (select count(*) from generate_series(1, 1e12) n) to stdout",
      "socket",
      leaving.signal,
    );
    await expect.poll(sessions).toBe(1);
    leaving.abort();
    await expect(slow).rejects.toThrow();
    await expect.poll(sessions).toBe(0);
  });

  it("fails with the server's error, before the first row and after some", async () => {
    await expect(open("copy (select nothing) to stdout")).rejects.toMatchObject({ code: "42703" });
    const copy = await open("copy (select 1 / (100000 - n) from generate_series(1, 200000) n) to stdout");
    await expect(readAll(copy)).rejects.toMatchObject({ code: "22012" });
    await copy.closed;
    await expect.poll(sessions).toBe(0);
  });

  it.each(["before", "after"])("fails where its connection is lost %s the first row", async (when) => {
    if (when === "before") {
      const slow = open("copy (select count(*) from generate_series(1, 1e12) n) to stdout");
      slow.catch(() => undefined);
      await expect.poll(sessions).toBe(1);
      await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${NAME}`;
      await expect(slow.then((copy) => copy.next())).rejects.toThrow();
      await expect.poll(sessions).toBe(0);
      return;
    }
    const copy = await open(MANY);
    await copy.next();
    await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${NAME}`;
    await expect(readAll(copy)).rejects.toThrow();
    await copy.closed;
    await expect.poll(sessions).toBe(0);
  });
});
