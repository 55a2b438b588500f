import { randomUUID } from "node:crypto";
import { connect, type Sql } from "@/db/client";
import { migrate } from "@/db/migrate";
import type { BenchContext } from "./context";

/** A migrated database of a suite's own. */
export interface BenchDatabase {
  url: string;
  socketDir: string | undefined;
  sql: Sql;
  /** leaves it on the server */
  close(): Promise<void>;
  drop(): Promise<void>;
}

/** Makes an empty database on the run's server and brings it to this version. */
export async function openDatabase(
  context: BenchContext,
  name = `k2_bench_${randomUUID().replaceAll("-", "").slice(0, 12)}`,
): Promise<BenchDatabase> {
  const { databaseUrl, databaseSocket: socketDir } = context;
  await asAdmin(context, (admin) => admin.unsafe(`create database ${name}`));
  const url = withDatabase(databaseUrl, name);
  await migrate({ url, socketDir });
  return connectTo(context, name);
}

/**
 * A database that outlives the run: the one that an earlier run has filled, or a new one that `fill` fills. Migrations
 * that came since are run on it.
 */
export async function openFilledDatabase(
  context: BenchContext,
  name: string,
  fill: (sql: Sql) => Promise<void>,
): Promise<BenchDatabase> {
  if (await isFilled(context, name)) {
    await migrate({ url: withDatabase(context.databaseUrl, name), socketDir: context.databaseSocket });
    return connectTo(context, name);
  }
  await asAdmin(context, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`));
  const database = await openDatabase(context, name);
  try {
    await fill(database.sql);
  } catch (error) {
    await database.drop();
    throw error;
  }
  await asAdmin(context, (admin) => admin.unsafe(`comment on database ${name} is '${FILLED}'`));
  return database;
}

const FILLED = "filled by npm run bench";

async function isFilled(context: BenchContext, name: string): Promise<boolean> {
  let found = false;
  await asAdmin(context, async (admin) => {
    const rows = await admin<{ comment: string | null }[]>`
      select shobj_description(oid, 'pg_database') as comment from pg_database where datname = ${name}`;
    found = rows[0]?.comment === FILLED;
  });
  return found;
}

function connectTo(context: BenchContext, name: string): BenchDatabase {
  const url = withDatabase(context.databaseUrl, name);
  const sql = connect({ url, socketDir: context.databaseSocket, max: 2, applicationName: "k2-bench" });
  return {
    url,
    socketDir: context.databaseSocket,
    sql,
    close: () => sql.end({ timeout: 5 }),
    async drop() {
      await sql.end({ timeout: 5 });
      await asAdmin(context, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`));
    },
  };
}

async function asAdmin(context: BenchContext, work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = connect({
    url: context.databaseUrl,
    socketDir: context.databaseSocket,
    max: 1,
    applicationName: "k2-bench-admin",
  });
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
