/** What to do about an error of the database. */
export type DatabaseVerdict =
  /** the values of some row cannot be stored: find the row */
  | "data"
  /** a table that we know is gone: forget what is known of tables and try again */
  | "missing-table"
  /** a statement of ours is wrong: trying again cannot help */
  | "bug"
  /** the server is away, busy, full or restarting: nothing is lost, try again */
  | "retry";

/** SQLSTATE, or the driver's own code such as `CONNECTION_CLOSED`; empty where the error has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

export function databaseVerdict(error: unknown): DatabaseVerdict {
  const code = errorCode(error);
  if (code === "42P01") return "missing-table";
  // 22 data exception, 23 constraint, 54 program limit, 0A not supported: the rows are at fault, not the server.
  if (/^(22|23|54|0A)[0-9A-Z]{3}$/.test(code)) return "data";
  if (/^42[0-9A-Z]{3}$/.test(code)) return "bug";
  return "retry";
}
