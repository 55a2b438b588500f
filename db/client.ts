import { existsSync } from "node:fs";
import net from "node:net";
import postgres from "postgres";

export type Sql = postgres.Sql<{ bigint: bigint }>;
/** A connection inside a transaction, or the pool. */
export type Query = postgres.ISql<{ bigint: bigint }>;
export type Transaction = postgres.TransactionSql<{ bigint: bigint }>;

export interface ConnectOptions {
  url: string;
  /** folder of the server's unix socket; used where it exists: COPY is several times faster over it */
  socketDir?: string | undefined;
  max?: number;
  applicationName: string;
  /** milliseconds after which the server ends a statement; 0 = never */
  statementTimeoutMs?: number;
  onNotice?: (notice: postgres.Notice) => void;
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
 * A pool of connections. An array of bigints must be sent as an array of strings: postgres.js takes the type of a
 * list from its first element. int8 arrives as bigint, numeric as an exact string, timestamps as text.
 * postgres.js leaves Nagle's algorithm on, which together with delayed ACKs costs 40 ms a COPY over TCP:
 * the socket handed to it has it off.
 */
export function connect(options: ConnectOptions): Sql {
  const url = new URL(options.url);
  const port = Number(url.port || 5432);
  const socketPath = options.socketDir === undefined ? undefined : `${options.socketDir}/.s.PGSQL.${port}`;
  const useSocket = socketPath !== undefined && existsSync(socketPath);
  return postgres(options.url, {
    max: options.max ?? 10,
    idle_timeout: 0,
    connect_timeout: 10,
    max_lifetime: null,
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 2),
    types: { bigint: bigintType, date: timestampType },
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs ?? 0,
      TimeZone: "UTC",
    },
    onnotice: options.onNotice ?? (() => undefined),
    ...(useSocket ? { path: socketPath } : { socket: () => noDelaySocket(url.hostname, port) }),
  });
}

function noDelaySocket(host: string, port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true, keepAlive: true });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
}
