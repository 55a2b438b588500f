import { finished } from "node:stream/promises";
import { type ConnectOptions, connect, type Transaction } from "../client";
import { holdDays } from "../queries/ledger/hold-days";
import { CopyRows, type RowChunk } from "./copy-rows";
import { failureOf, keepStreamQuiet } from "./failure-of";

/** A COPY … TO STDOUT under way, over a connection of its own. */
export interface CopyOut<Head> {
  /** what was found before the rows, in the same snapshot */
  head: Head;
  /** The next rows, whole ones; undefined once the server has confirmed the last. @throws the database's error */
  next(): Promise<RowChunk | undefined>;
  /** Ends it, wherever it stands: `next` fails with this reason, the server stops, and the connection is gone. */
  close(reason?: string): Promise<void>;
  /** resolves once the connection is gone, for whatever reason; never rejects */
  closed: Promise<void>;
}

export interface CopyOutOptions<Head> {
  connection: Omit<ConnectOptions, "max" | "rows" | "statementTimeoutMs">;
  /** ends the statement of a session; never rejects */
  cancel: (backend: number) => Promise<unknown>;
  /** how rows end; the server ends them with a line feed */
  lineEnd: "lf" | "crlf";
  /** finds out what to copy; the COPY runs in the same read-only snapshot */
  prepare: (tx: Transaction) => Promise<{ head: Head; text: string }>;
  signal?: AbortSignal;
}

class LeftOff extends Error {
  override readonly name = "LeftOff";
}

/**
 * Opens a connection for one COPY and starts it. A reader takes as long as a reader takes, and may leave: a pool's
 * connection would have to come back from that whole, this one just ends.
 * @throws what `prepare` throws, or the database's error
 */
export async function openCopyOut<Head>(options: CopyOutOptions<Head>): Promise<CopyOut<Head>> {
  const { connection, cancel, lineEnd, prepare, signal } = options;
  const rows = new CopyRows(lineEnd);
  const sql = connect({ ...connection, max: 1, statementTimeoutMs: 0, rows });
  let backend: number | undefined;

  let end: Promise<void> | undefined;
  let whenClosed = () => {};
  const closed = new Promise<void>((resolve) => {
    whenClosed = resolve;
  });
  const close = (isDone: boolean, reason = "the reader has left") => {
    end ??= (async () => {
      // Nobody waits for this: a backend that writes sees the lost connection by itself, one that sorts does not.
      if (!isDone && backend !== undefined) void cancel(backend);
      const ended = sql.end({ timeout: isDone ? 1 : 0 }).catch(() => undefined);
      if (!isDone) rows.drop(new LeftOff(reason));
      await ended;
      whenClosed();
    })();
    return end;
  };
  const leave = () => void close(false);
  signal?.addEventListener("abort", leave, { once: true });

  const opened = new Promise<Head>((resolve, reject) => {
    const copied = sql.begin("isolation level repeatable read read only", async (tx) => {
      await holdDays(tx);
      const [session] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      backend = session?.pid;
      const { head, text } = await prepare(tx);
      const query = tx.unsafe(text);
      const failed = failureOf(query);
      keepStreamQuiet(query);
      const stream = await query.readable();
      stream.on("data", (row: Buffer) => rows.addRow(row));
      if (sql.options.ssl) {
        rows.takeFrom(stream);
        // postgres.js 3.4.9 pauses its socket while the stream is full, until the stream asks for more. One that has
        // ended asks no more: the answer to COMMIT would be waited for without end.
        stream.once("end", () => stream._read(0));
      }
      resolve(head);
      await Promise.race([finished(stream), failed]);
    });
    copied
      .then(
        () => {
          rows.end();
          return close(true);
        },
        (error: unknown) => {
          rows.fail(error);
          reject(error);
          return close(false);
        },
      )
      .finally(() => signal?.removeEventListener("abort", leave));
  });
  if (signal?.aborted) leave();
  const head = await opened;
  return { head, next: () => rows.next(), close: (reason) => close(false, reason), closed };
}
