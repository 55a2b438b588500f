import net from "node:net";
import { withoutLeftovers } from "./startup-message";

/**
 * A socket for postgres.js 3.4.9, connecting already. It has Nagle's algorithm off, which together with delayed ACKs
 * costs 40 ms a COPY over TCP, and it makes up for what the driver does where a connection is lost:
 * - it fails its queries only when the socket has closed, and the ROLLBACK that then follows is written to no socket,
 *   which throws in a timer and ends the process (porsager/postgres#1154, #1208): here an error comes first, and the
 *   close two turns of the event loop later, so that the ROLLBACK meets a socket that is dead but there;
 * - it forgets what it was about to write, but not that it was about to: the next connection's first message waits
 *   behind the leftovers for ever. `STARTUP_PADDING` makes that message too long to wait, and here it sheds them.
 */
export class DriverSocket extends net.Socket {
  #failed = false;
  #started = false;

  constructor(to: { path: string } | { host: string; port: number }) {
    super();
    this.setNoDelay(true);
    this.setKeepAlive(true);
    if ("path" in to) this.connect(to.path);
    else this.connect(to.port, to.host);
  }

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "error") this.#failed = true;
    if (event !== "close") return super.emit(event, ...args);
    if (!this.#failed) {
      this.#failed = true;
      super.emit(
        "error",
        Object.assign(new Error("the connection was closed"), { code: "CONNECTION_CLOSED" }),
      );
    }
    setImmediate(() => setImmediate(() => super.emit("close", ...args)));
    return true;
  }

  override _write(chunk: unknown, encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    const first = !this.#started && Buffer.isBuffer(chunk);
    this.#started = true;
    super._write(first ? withoutLeftovers(chunk) : chunk, encoding, callback);
  }
}
