import { existsSync } from "node:fs";
import postgres from "postgres";
import type { CopyRows } from "./copy/copy-rows";
import { DriverSocket } from "./driver-socket";
import { guardTransactions } from "./guard-transactions";
import type { Query, Sql, Transaction } from "./sql";
import { STARTUP_PADDING } from "./startup-message";

export type { Query, Sql, Transaction };

export interface ConnectOptions {
  url: string;
  /** folder of the server's unix socket; used where it exists: COPY is several times faster over it */
  socketDir?: string | undefined;
  max?: number;
  applicationName: string;
  /** milliseconds after which the server ends a statement; 0 = never */
  statementTimeoutMs?: number;
  onNotice?: (notice: postgres.Notice) => void;
  /** gets the rows of COPY … TO STDOUT straight from the socket; of a pool of one connection only */
  rows?: CopyRows;
}

const bigintType = {
  to: 20,
  from: [20],
  serialize: (value: bigint | number | string) => value.toString(),
  parse: (text: string) => BigInt(text),
};

/** Timestamps stay text: a JavaScript date would cut off their microseconds. */
const timestampType = {
  to: 1184,
  from: [1082, 1114, 1184],
  serialize: (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
  parse: (text: string) => text,
};

/**
 * A process that is frozen within a transaction keeps its locks, the position of a partition for one, and who takes
 * its place waits for them: the server ends such a session. Longer than any transaction of ours waits for Kafka.
 */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** The type whose serializer the driver has once it knows the array types. */
const TEXT_ARRAY = 1009;
const NUMERIC_ARRAY = 1231;

/**
 * A pool of connections. An array of bigints must be sent as an array of strings: postgres.js takes the type of a
 * list from its first element. int8 arrives as bigint, numeric as an exact string, timestamps as text.
 */
export function connect(options: ConnectOptions): Sql {
  const url = new URL(options.url);
  const port = Number(url.port || 5432);
  const socketPath = options.socketDir === undefined ? undefined : `${options.socketDir}/.s.PGSQL.${port}`;
  const to =
    socketPath !== undefined && existsSync(socketPath) ? { path: socketPath } : { host: url.hostname, port };
  const sql: Sql = postgres(options.url, {
    max: options.max ?? 10,
    idle_timeout: 0,
    connect_timeout: 10,
    max_lifetime: null,
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 2),
    types: { bigint: bigintType, date: timestampType },
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs ?? 0,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      TimeZone: "UTC",
      options: STARTUP_PADDING,
    },
    onnotice: options.onNotice ?? (() => undefined),
    // The driver's types do not know this option. What comes over TLS is sealed: rows then go through the driver.
    ...{ socket: () => new DriverSocket(to, sql.options.ssl ? undefined : options.rows) },
  });
  Object.defineProperty(sql.options, "fetch_types", { get: () => !knowsArrayTypes(sql.options) });
  guardTransactions(sql);
  return sql;
}

interface KnownTypes {
  parsers: Record<number, unknown>;
  serializers: Record<number, unknown>;
}

/** Pools that may have learned the array types; then one that has. */
let teachers: KnownTypes[] = [];

/**
 * Whether a pool knows the array types, or learns them of another now. Else the driver asks the server, on each new
 * connection, and nobody catches it where that one is lost meanwhile: a reader who leaves a file at once would end the process.
 */
function knowsArrayTypes(pool: KnownTypes): boolean {
  if (TEXT_ARRAY in pool.serializers) return true;
  const teacher = teachers.find((one) => TEXT_ARRAY in one.serializers && writesArrays(one));
  if (teacher === undefined) {
    if (!teachers.includes(pool)) teachers.push(pool);
    return false;
  }
  teachers = [teacher];
  // Into the objects that the pool's connections hold already.
  for (const kind of ["parsers", "serializers"] as const)
    Object.assign(pool[kind], { ...teacher[kind], ...pool[kind] });
  return true;
}

/**
 * Whether a pool writes arrays as the driver does. One that migrations went over with Drizzle does not: it puts functions
 * that give back what they got in place of the driver's, for numeric[] among others, and no statement of ours could be sent.
 */
function writesArrays({ serializers }: KnownTypes): boolean {
  const write = serializers[NUMERIC_ARRAY];
  return typeof write === "function" && typeof write(["1"]) === "string";
}
