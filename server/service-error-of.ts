import { z } from "zod";
import { loadEnv } from "@/runtime/env";
import { type ErrorCode, ServiceError } from "@/server/errors";

const AWAY =
  /^(?:CONNECT_TIMEOUT|CONNECTION_(?:CLOSED|ENDED|DESTROYED)|ECONN\w+|ENOTFOUND|EPIPE|ETIMEDOUT|ENOENT|EAI_AGAIN)$/;
/** SQLSTATE classes in which the server itself is not there: connection, resources, shutdown. */
const AWAY_STATE = /^(?:08|53|57P0)/;
const NO_TABLE = "42P01";
const NO_DATABASE = "3D000";
const QUERY_CANCELED = "57014";

/**
 * What an unknown error means to a caller; null where it means nothing that a caller may know.
 * Database errors are told apart by their code, never by their text.
 */
export function serviceErrorOf(cause: unknown): ServiceError | null {
  if (cause instanceof ServiceError) return cause;
  if (cause instanceof z.ZodError) return new ServiceError("BAD_INPUT", describeIssues(cause), { cause });
  const code = errorCode(cause);
  if (code === null) return null;
  if (code === QUERY_CANCELED) {
    return refusal(
      "QUERY_TIMEOUT",
      `The question took longer than ${loadEnv().K2_STATEMENT_TIMEOUT_MS.toLocaleString("en")} ms, the limit of this console, and was given up. Narrow the time range, or name an instrument or fewer of them.`,
      cause,
    );
  }
  if (code === NO_TABLE || code === NO_DATABASE) {
    return refusal("DATABASE_AWAY", "The database is there, but not set up: run npm run migrate.", cause);
  }
  if (AWAY.test(code) || AWAY_STATE.test(code)) {
    return refusal(
      "DATABASE_AWAY",
      "The database does not answer. Nothing is lost: workers go on from where they stood.",
      cause,
    );
  }
  return null;
}

function refusal(code: ErrorCode, message: string, cause: unknown): ServiceError {
  return new ServiceError(code, message, { cause });
}

function errorCode(cause: unknown): string | null {
  if (cause instanceof AggregateError) return errorCode(cause.errors[0]);
  if (!(cause instanceof Error) || !("code" in cause)) return null;
  return typeof cause.code === "string" ? cause.code : null;
}

function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message))
    .join("; ");
}
