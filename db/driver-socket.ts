import net from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import postgres from "postgres";
import type { CopyRows } from "./copy/copy-rows";
import { fatalMessageAtEnd } from "./fatal-message";
import { withoutLeftovers } from "./startup-message";

const STATEMENTS_AFTER_A_FAILURE = 4;

/**
 * A socket for postgres.js 3.4.9, connecting already. It has Nagle's algorithm off, which together with delayed ACKs
 * costs 40 ms a COPY over TCP, and it makes up for what the driver does where a connection is lost:
 * - it fails its queries only when the socket has closed, and the ROLLBACK that then follows is written to no socket,
 *   which throws in a timer and ends the process (porsager/postgres#1154, #1208): here errors come first, and the close
 *   some turns of the event loop later, so that the ROLLBACK meets a socket that is dead but there;
 * - it forgets what it was about to write, but not that it was about to: the next connection's first message waits
 *   behind the leftovers for ever. `STARTUP_PADDING` makes that message too long to wait, and here it sheds them;
 * - it keeps the error that ended a session for the next session's first statement, which fails with it: here that
 *   error comes from the socket, for the statements of its own session;
 * - after an error of the socket it keeps what waited, and the next session waits for ever for answers to it: here
 *   every close is one without an error, which makes it forget.
 *
 * `rows`, where given, takes the rows of COPY … TO STDOUT, which the driver then does not see.
 */
export class DriverSocket extends net.Socket {
  #started = false;
  readonly #rows: CopyRows | undefined;

  constructor(to: { path: string } | { host: string; port: number }, rows?: CopyRows) {
    super();
    this.#rows = rows;
    rows?.attach(this);
    this.setNoDelay(true);
    this.setKeepAlive(true);
    if ("path" in to) this.connect(to.path);
    else this.connect(to.port, to.host);
  }

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "data" && Buffer.isBuffer(args[0])) return this.#receive(args[0]);
    if (event !== "close") return super.emit(event, ...args);
    void this.#closeLater();
    return true;
  }

  /** What fails may lead to one more statement, such as ROLLBACK TO and then ROLLBACK: each of them fails in a turn. */
  async #closeLater(): Promise<void> {
    this.#fail();
    for (let turn = 0; turn < STATEMENTS_AFTER_A_FAILURE; turn++) {
      await nextTurn();
      await nextTurn();
      this.#fail();
    }
    super.emit("close", false);
  }

  #fail(): void {
    // Whoever has closed it on purpose listens no more.
    if (this.listenerCount("error") > 0) super.emit("error", connectionClosed());
  }

  #receive(piece: Buffer): boolean {
    const chunk = this.#rows === undefined ? piece : this.#rows.strip(piece);
    if (chunk.length === 0) return true;
    const fatal = fatalMessageAtEnd(chunk);
    if (fatal === undefined) return super.emit("data", chunk);
    if (fatal.at > 0) super.emit("data", chunk.subarray(0, fatal.at));
    const { code, message } = fatal;
    // Its constructor takes an object, whatever its types say: the fields are set here.
    this.destroy(Object.assign(new postgres.PostgresError(""), { code, message, severity: "FATAL" }));
    return true;
  }

  override _write(chunk: unknown, encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    const first = !this.#started && Buffer.isBuffer(chunk);
    this.#started = true;
    super._write(first ? withoutLeftovers(chunk) : chunk, encoding, callback);
  }
}

function connectionClosed(): Error {
  return Object.assign(new Error("the connection was closed"), { code: "CONNECTION_CLOSED" });
}
