import path from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import { connect } from "./client";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");
/** one lock a database, so that two starters at once take turns and the second finds nothing to do */
const lockKey = 7_202_611;

/** Brings the database to this version; safe to run twice and at once. */
export async function migrate(options: { url: string; socketDir?: string | undefined }): Promise<void> {
  const sql = connect({ ...options, max: 1, applicationName: "k2-migrate" });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    await runMigrations(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
