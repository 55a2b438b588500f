import { type ConnectOptions, connect, type Sql } from "@/db/client";
import { loadEnv } from "@/runtime/env";
import { ServiceError } from "@/server/errors";
import { processState } from "@/server/process-state";
import { traceStatements } from "@/server/tracing/trace-statements";

/**
 * The web process's pool; opened on first use.
 * @throws {ServiceError} DATABASE_AWAY where the deployment names no database
 */
export function database(): Sql {
  return processState("web-database", () =>
    traceStatements(
      connect({
        ...databaseConnection("k2-web"),
        max: 12,
        statementTimeoutMs: loadEnv().K2_STATEMENT_TIMEOUT_MS,
      }),
    ),
  );
}

/**
 * Where the database is, for a connection of one's own.
 * @throws {ServiceError} DATABASE_AWAY where the deployment names no database
 */
export function databaseConnection(applicationName: string): ConnectOptions {
  const env = loadEnv();
  const url = env.K2_DATABASE_URL;
  if (url === undefined) {
    throw new ServiceError(
      "DATABASE_AWAY",
      "No database is configured: set K2_DATABASE_URL and start the console again.",
    );
  }
  return { url, socketDir: env.K2_DATABASE_SOCKET, applicationName };
}
