/** Why a service refused. The transport maps it once (server/trpc/error-shape.ts). */
export type ErrorCode =
  | "BAD_INPUT"
  | "CURSOR_INVALID"
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "CONFLICT"
  | "TOO_LARGE"
  | "RATE_LIMITED"
  | "QUERY_TIMEOUT"
  | "CANCELLED"
  | "DATABASE_AWAY"
  | "INTERNAL";

/** Whether the same request may succeed later without being changed. */
const RETRYABLE: Record<ErrorCode, boolean> = {
  BAD_INPUT: false,
  CURSOR_INVALID: false,
  NOT_FOUND: false,
  FORBIDDEN: false,
  CONFLICT: false,
  TOO_LARGE: false,
  RATE_LIMITED: true,
  QUERY_TIMEOUT: true,
  CANCELLED: true,
  DATABASE_AWAY: true,
  INTERNAL: false,
};

/** The one error whose message a client may read: write it for people, without SQL, paths or secrets. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly retryable: boolean;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.retryable = RETRYABLE[code];
  }
}
