import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import type { Book } from "../book";
import type { Clock } from "../types";
import type { WireFrame } from "./frame";
import type { Hub } from "./hub";

/** What the protocol of a venue needs to answer a client. */
export interface VenueContext {
  hub: Hub;
  books: ReadonlyMap<string, Book>;
  clock: Clock;
  settings: WireSettings;
}

/** The clocks of the protocols, in milliseconds of wall time; the defaults are the venues' own. */
export interface WireSettings {
  /** Binance pings this often */
  pingEveryMs: number;
  /** and ends the socket when no pong came for this long */
  pongTimeoutMs: number;
  /** Binance ends every socket at this age */
  connectionLifetimeMs: number;
  /** Binance ends a socket that sends more than this many messages a second */
  messagesPerSecond: number;
  /** Coinbase ends a socket that did not subscribe within this time */
  subscribeWithinMs: number;
  /** Coinbase's and Kraken's heartbeats */
  heartbeatMs: number;
}

export const DEFAULT_WIRE_SETTINGS: WireSettings = {
  pingEveryMs: 20_000,
  pongTimeoutMs: 60_000,
  connectionLifetimeMs: 86_400_000,
  messagesPerSecond: 5,
  subscribeWithinMs: 5_000,
  heartbeatMs: 1_000,
};

/** One venue's side of the wire. */
export interface VenueWire {
  /** Whether a WebSocket path (the venue's prefix taken off) is one that the venue serves. */
  serves(path: string): boolean;
  /** Takes over a new socket. */
  accept(context: VenueContext, ws: WebSocket, socket: Duplex, url: URL): void;
  /** The frames that carry trades `first` to `first + count - 1` of a book, which came from one order. */
  frames(book: Book, first: number, count: number): WireFrame[];
  /** Frames that tell the same trades again on another channel; not trades of their own. */
  tickers?(book: Book, first: number, count: number): WireFrame[];
  /** A frame that carries no new trade, for an instrument. */
  noise(kind: "ticker" | "unknown_channel", book: Book): string;
  /** Called once a second or so with the market's time: heartbeats. */
  beat?(context: VenueContext, nowMicros: number): void;
}

/** The topic of an instrument's trades. */
export function tradeTopic(symbol: string): string {
  return `trade:${symbol}`;
}

/** The text of a client's message, of whatever kind `ws` hands over. */
export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}

/** Reads JSON; undefined where it is none (JSON itself has no undefined). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
