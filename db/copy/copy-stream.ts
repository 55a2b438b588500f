import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Transaction } from "../client";
import { BinaryRows } from "./binary-rows";
import { failureOf } from "./failure-of";

/** Large enough that a message's head costs nothing, small enough to stay in a core's cache. */
const CHUNK = 64 * 1024;

/** A COPY under way: write a row into `rows`, then `await flush()` where it is `full`. */
export class CopyStream {
  readonly rows = new BinaryRows(CHUNK + 8 * 1024);

  private constructor(
    private readonly stream: Writable,
    /** resolves when the server has taken all rows, rejects with its error */
    private readonly ended: Promise<void>,
  ) {}

  /** `table` and `columns` must come from our own code, never from input. */
  static async open(tx: Transaction, table: string, columns: string): Promise<CopyStream> {
    const query = tx.unsafe(`COPY ${table} (${columns}) FROM STDIN (FORMAT binary)`);
    const failed = failureOf(query);
    const stream = await query.writable();
    const ended = Promise.race([finished(stream), failed]);
    // An error shows where it is waited for next.
    ended.catch(() => undefined);
    return new CopyStream(stream, ended);
  }

  get full(): boolean {
    return this.rows.length >= CHUNK;
  }

  /** Sends what was written so far; the server works on it while more is written. */
  async flush(): Promise<void> {
    const chunk = this.rows.take();
    const written = new Promise<void>((resolve) => {
      this.stream.write(chunk, () => resolve());
    });
    await Promise.race([written, this.ended]);
  }

  /** Gives up: the server forgets the rows and the transaction fails, but the connection can go on to roll back. */
  abort(error: Error): void {
    this.stream.destroy(error);
  }

  /** Sends the rest and waits until the server has taken all rows. */
  async end(): Promise<void> {
    this.rows.trailer();
    await this.flush();
    this.stream.end();
    await this.ended;
  }
}
