import "@/dev/testing/provided";
import { inject, vi } from "vitest";
import type { Sql } from "@/db/client";
import { createTestDatabase } from "@/db/testing/test-database";
import { processState } from "@/server/process-state";

/** A database of the test file's own, as the one that services find. */
export async function createWebDatabase(): Promise<{ sql: Sql; drop: () => Promise<void> }> {
  const made = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  vi.stubEnv("K2_DATABASE_URL", made.url);
  processState("web-database", () => made.sql);
  return { sql: made.sql, drop: made.drop };
}
