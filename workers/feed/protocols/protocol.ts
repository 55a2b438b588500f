import type { ExchangeName } from "../exchange";

/** What a glance at a frame tells; no JSON is parsed for it. */
export interface Glance {
  /** `data` carries trades of one instrument; `control` may answer a request of ours */
  kind: "data" | "heartbeat" | "control";
  /** the venue's symbol, where the frame is about one instrument: the record's key */
  symbol: string | undefined;
}

/** What a control frame says. Without `symbols` it speaks of the whole request. */
export type ControlFinding =
  | { kind: "confirmed"; symbols?: readonly string[]; requestId?: number }
  | { kind: "refused"; symbols?: readonly string[]; requestId?: number; reason: string }
  /** the exchange will close this socket soon */
  | { kind: "ends-soon"; reason: string }
  | { kind: "other" };

/** How one exchange is spoken to; everything else about a connection is the same for all. */
export interface ExchangeProtocol {
  readonly exchange: ExchangeName;
  /** no message for this long, in milliseconds, and the socket is held for dead although it may still answer pings */
  readonly staleMs: number;
  /** age in milliseconds at which the socket is replaced, before the exchange ends it */
  readonly lifetimeMs?: number;
  /** most symbols in one request */
  readonly symbolsPerRequest: number;
  /** where to connect, from the configured base */
  endpoint(base: URL): string;
  subscribe(symbols: readonly string[], requestId: number): string;
  /** a request whose answer proves a quiet market to be just that, where the exchange sends no heartbeats */
  probe?(requestId: number): string;
  /** must be cheap, and must not throw whatever the bytes are */
  glance(frame: Buffer): Glance;
  /** reads a parsed control frame; must not throw */
  control(message: unknown): ControlFinding;
}
