import { WebSocket } from "ws";
import type { ExchangeName } from "../exchange";
import { protocolOf } from "../protocols/protocol-of";
import { until } from "./until";

/** A second listener of an exchange: what it heard is what the feed should have. */
export class Witness {
  readonly frames: Buffer[] = [];
  readonly #ws: WebSocket;

  private constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on("error", () => undefined);
    ws.on("message", (data) => {
      if (Buffer.isBuffer(data)) this.frames.push(data);
    });
  }

  static async start(exchange: ExchangeName, url: string, symbols: readonly string[]): Promise<Witness> {
    const protocol = protocolOf(exchange);
    const ws = new WebSocket(protocol.endpoint(new URL(url)), { skipUTF8Validation: true });
    const witness = new Witness(ws);
    await until(`the witness of ${exchange}`, () => ws.readyState === WebSocket.OPEN);
    ws.send(protocol.subscribe(symbols, 1));
    await until(`trades of ${exchange}`, () =>
      witness.frames.some((frame) => protocol.glance(frame).kind === "data"),
    );
    return witness;
  }

  stop(): void {
    this.#ws.terminate();
  }
}
