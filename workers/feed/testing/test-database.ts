import { randomUUID } from "node:crypto";
import { connect, type Sql } from "@/db/client";
import { migrate } from "@/db/migrate";

export interface TestDatabase {
  url: string;
  sql: Sql;
  drop(): Promise<void>;
}

/** A migrated database of a test's own. */
export async function testDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `feed_${randomUUID().replaceAll("-", "")}`;
  const server = connect({ url: serverUrl, max: 1, applicationName: "feed-test" });
  await server.unsafe(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate({ url: url.href });
  const sql = connect({ url: url.href, max: 2, applicationName: "feed-test" });
  return {
    url: url.href,
    sql,
    drop: async () => {
      await sql.end({ timeout: 1 });
      await server.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.end({ timeout: 1 });
    },
  };
}
