import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** One accepted socket and what the client said on it. */
export interface TinyClient {
  ws: WebSocket;
  requests: Record<string, unknown>[];
}

/** A WebSocket server that only does what a test tells it: for faults no real protocol stub would commit. */
export class TinyExchange {
  readonly clients: TinyClient[] = [];
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #scheme: string;
  /** called with each message of a client; by default a Binance-like acknowledgement */
  onRequest: (client: TinyClient, request: Record<string, unknown>) => void = (client, request) => {
    client.ws.send(JSON.stringify({ result: null, id: request.id }));
  };
  /** answers a handshake with this status instead of accepting it */
  refuseWith: { status: number; retryAfter?: string } | undefined;

  private constructor(tls: { key: string; cert: string } | undefined) {
    this.#scheme = tls === undefined ? "ws" : "wss";
    this.#server = tls === undefined ? createServer() : createTlsServer(tls);
    this.#sockets = new WebSocketServer({ noServer: true });
    this.#server.on("upgrade", (request, socket, head) => {
      const refusal = this.refuseWith;
      if (refusal !== undefined) {
        const retry = refusal.retryAfter === undefined ? "" : `Retry-After: ${refusal.retryAfter}\r\n`;
        socket.end(`HTTP/1.1 ${refusal.status} No\r\n${retry}Content-Length: 0\r\nConnection: close\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#accept(ws));
    });
  }

  static async start(tls?: { key: string; cert: string }): Promise<TinyExchange> {
    const exchange = new TinyExchange(tls);
    await new Promise<void>((resolve) => exchange.#server.listen(0, "127.0.0.1", resolve));
    return exchange;
  }

  get url(): string {
    const address = this.#server.address();
    return `${this.#scheme}://127.0.0.1:${isAddress(address) ? address.port : 0}`;
  }

  /** The newest socket. */
  get client(): TinyClient {
    const client = this.clients.at(-1);
    if (client === undefined) throw new Error("nobody connected yet");
    return client;
  }

  get open(): number {
    return this.#sockets.clients.size;
  }

  async stop(): Promise<void> {
    for (const ws of this.#sockets.clients) ws.terminate();
    this.#sockets.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(ws: WebSocket): void {
    const client: TinyClient = { ws, requests: [] };
    this.clients.push(client);
    ws.on("error", () => undefined);
    ws.on("message", (data) => {
      const request: Record<string, unknown> = JSON.parse(String(data));
      client.requests.push(request);
      this.onRequest(client, request);
    });
  }
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

/** A Binance trade frame with number `id`. */
export function binanceFrame(id: number, symbol = "BTCUSDT"): string {
  return `{"e":"trade","E":1700000000000,"s":"${symbol}","t":${id},"p":"1.00","q":"2.0","T":1700000000000,"m":true,"M":true}`;
}
