import type { TRPCError } from "@trpc/server";
import type { ErrorCode } from "@/server/errors";
import { serviceErrorOf } from "@/server/service-error-of";
import { keptTraceId } from "@/server/tracing/kept-trace-id";

/** What every error tells a client, and all it tells. */
export interface ErrorData {
  reason: ErrorCode;
  retryable: boolean;
  requestId: string | null;
  /** where traces are on and this request is among those that are kept */
  traceId: string | null;
  httpStatus: number;
}

/** Each reason's status over HTTP. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  BAD_INPUT: 400,
  CURSOR_INVALID: 400,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  QUERY_TIMEOUT: 503,
  CANCELLED: 499,
  DATABASE_AWAY: 503,
  INTERNAL: 500,
};

/** tRPC's own refusals, which carry no service error. Their texts are ours: tRPC quotes procedure names and parsers. */
const TRANSPORT: Partial<Record<TRPCError["code"], { reason: ErrorCode; message: string }>> = {
  PARSE_ERROR: { reason: "BAD_INPUT", message: "The request could not be read." },
  BAD_REQUEST: { reason: "BAD_INPUT", message: "The request could not be read." },
  NOT_FOUND: { reason: "NOT_FOUND", message: "There is no such procedure." },
  METHOD_NOT_SUPPORTED: { reason: "BAD_INPUT", message: "Reads are GET, changes are POST." },
  UNSUPPORTED_MEDIA_TYPE: { reason: "BAD_INPUT", message: "Changes are sent as application/json." },
  PAYLOAD_TOO_LARGE: { reason: "TOO_LARGE", message: "The request is too large." },
};

/** Turns any error into what a client may see; an unknown one keeps its text to the log, and gives its request id. */
export function errorShape(error: TRPCError, requestId: string | null): { message: string; data: ErrorData } {
  const known = serviceErrorOf(error.cause) ?? serviceErrorOf(error);
  if (known) return { message: known.message, data: dataOf(known.code, known.retryable, requestId) };
  const transport = TRANSPORT[error.code];
  if (transport) return { message: transport.message, data: dataOf(transport.reason, false, requestId) };
  return {
    message: `Something went wrong on the server. The log has it under request ${requestId ?? "unknown"}.`,
    data: dataOf("INTERNAL", false, requestId),
  };
}

function dataOf(reason: ErrorCode, retryable: boolean, requestId: string | null): ErrorData {
  return { reason, retryable, requestId, traceId: keptTraceId(), httpStatus: HTTP_STATUS[reason] };
}
