import { randomUUID } from "node:crypto";
import { connect, type Sql } from "@/db/client";
import { migrate } from "@/db/migrate";
import type { BenchContext } from "./context";

/** A migrated database of a suite's own. */
export interface BenchDatabase {
  url: string;
  socketDir: string | undefined;
  sql: Sql;
  drop(): Promise<void>;
}

/** Makes an empty database on the run's server and brings it to this version. */
export async function openDatabase(context: BenchContext): Promise<BenchDatabase> {
  const name = `k2_bench_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const { databaseUrl, databaseSocket: socketDir } = context;
  await asAdmin(context, (admin) => admin.unsafe(`create database ${name}`));
  const url = withDatabase(databaseUrl, name);
  await migrate({ url, socketDir });
  const sql = connect({ url, socketDir, max: 2, applicationName: "k2-bench" });
  return {
    url,
    socketDir,
    sql,
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
