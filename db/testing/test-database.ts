import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { connect, type Sql } from "../client";
import { migrate } from "../migrate";

export interface TestDatabase {
  url: string;
  socketDir: string | undefined;
  sql: Sql;
  drop(): Promise<void>;
}

/** A migrated database of a test file's own: a clone of a template that the first to ask makes. */
export async function createTestDatabase(server: { url: string; socketDir: string }): Promise<TestDatabase> {
  const socketDir = server.socketDir === "" ? undefined : server.socketDir;
  const admin = connect({ url: server.url, socketDir, max: 1, applicationName: "k2-test-admin" });
  const template = `k2_template_${await migrationsHash()}`;
  const name = `k2_test_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  try {
    await admin`select pg_advisory_lock(727272)`;
    const [found] = await admin`select 1 from pg_database where datname = ${template}`;
    if (found === undefined) {
      await admin.unsafe(`create database ${template}`);
      await migrate({ url: withDatabase(server.url, template), socketDir });
    }
    await admin.unsafe(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  const url = withDatabase(server.url, name);
  const sql = connect({ url, socketDir, max: 4, applicationName: "k2-test" });
  return {
    url,
    socketDir,
    sql,
    async drop() {
      await sql.end({ timeout: 5 });
      const last = connect({ url: server.url, socketDir, max: 1, applicationName: "k2-test-admin" });
      await last.unsafe(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

async function migrationsHash(): Promise<string> {
  const folder = path.join(import.meta.dirname, "..", "migrations");
  const hash = createHash("sha256");
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort())
    hash.update(await readFile(path.join(folder, file)));
  return hash.digest("hex").slice(0, 12);
}
