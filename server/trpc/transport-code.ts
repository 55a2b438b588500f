import type { TRPCError } from "@trpc/server";
import type { ErrorCode } from "@/server/errors";

/** tRPC's name for each of our codes: it decides the HTTP status of the answer. */
export const TRPC_CODE: Record<ErrorCode, TRPCError["code"]> = {
  BAD_INPUT: "BAD_REQUEST",
  CURSOR_INVALID: "BAD_REQUEST",
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  CONFLICT: "CONFLICT",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  QUERY_TIMEOUT: "SERVICE_UNAVAILABLE",
  CANCELLED: "CLIENT_CLOSED_REQUEST",
  DATABASE_AWAY: "SERVICE_UNAVAILABLE",
  INTERNAL: "INTERNAL_SERVER_ERROR",
};
