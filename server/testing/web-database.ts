import "@/dev/testing/provided";
import { inject, vi } from "vitest";
import { connect, type Sql } from "@/db/client";
import { createTestDatabase } from "@/db/testing/test-database";
import { processState } from "@/server/process-state";

/**
 * A database of the test file's own, as the one that services find. With `statementTimeoutMs` the services' sessions
 * have that limit, and the test's own (`sql`) have none.
 */
export async function createWebDatabase(
  options: { statementTimeoutMs?: number } = {},
): Promise<{ sql: Sql; drop: () => Promise<void> }> {
  const made = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  vi.stubEnv("K2_DATABASE_URL", made.url);
  const { statementTimeoutMs } = options;
  if (statementTimeoutMs === undefined) {
    processState("web-database", () => made.sql);
    return { sql: made.sql, drop: made.drop };
  }
  vi.stubEnv("K2_STATEMENT_TIMEOUT_MS", String(statementTimeoutMs));
  const web = connect({
    url: made.url,
    socketDir: made.socketDir,
    max: 4,
    applicationName: "k2-web-test",
    statementTimeoutMs,
  });
  processState("web-database", () => web);
  return {
    sql: made.sql,
    drop: async () => {
      await web.end({ timeout: 5 });
      await made.drop();
    },
  };
}
