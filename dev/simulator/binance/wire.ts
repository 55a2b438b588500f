import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { z } from "zod";
import { WireFrame } from "../wire/frame";
import type { Connection } from "../wire/hub";
import { parseJson, textOf, tradeTopic, type VenueContext, type VenueWire } from "../wire/venue";
import { BINANCE_SHAPE, binanceTrade } from "./frames";
import { keepAlive } from "./keep-alive";

const STREAM = /^[a-z0-9]+@[a-zA-Z0-9_@]+$|^![a-zA-Z0-9_@]+$/;
const METHODS = ["SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS", "SET_PROPERTY", "GET_PROPERTY"] as const;
const request = z.object({
  method: z.enum(METHODS),
  params: z.array(z.unknown()).optional(),
  id: z.union([z.number().int(), z.string().max(36), z.null()]).default(null),
});

/** The stream names of one socket, as LIST_SUBSCRIPTIONS tells them. */
class Streams {
  readonly names = new Set<string>();

  constructor(
    private readonly context: VenueContext,
    private readonly connection: Connection,
  ) {}

  add(name: string): void {
    this.names.add(name);
    const topic = this.topic(name);
    if (topic) this.context.hub.subscribe(this.connection, topic);
  }

  remove(name: string): void {
    this.names.delete(name);
    const topic = this.topic(name);
    if (topic) this.context.hub.unsubscribe(this.connection, topic);
  }

  // like the real one: a stream that does not exist is accepted, and stays silent
  private topic(name: string): string | null {
    const symbol = /^([a-z0-9]+)@trade$/.exec(name)?.[1]?.toUpperCase();
    return symbol !== undefined && this.context.books.has(symbol) ? tradeTopic(symbol) : null;
  }
}

/** Answers a client's message. Source: web-socket-streams.md, "Live Subscribing/Unsubscribing to streams". */
function answer(text: string, streams: Streams, connection: Connection): string {
  const fail = (code: number, msg: string, id: unknown = undefined): string =>
    JSON.stringify({ error: { code, msg }, id });
  const json = parseJson(text);
  if (json === undefined) return fail(3, "Invalid JSON: expected value at line 1 column 1");
  const read = request.safeParse(json);
  if (!read.success) {
    const wrong = read.error.issues[0]?.path[0];
    if (wrong === "method")
      return fail(
        2,
        `Invalid request: unknown variant, expected one of ${METHODS.map((m) => `\`${m}\``).join(", ")}`,
      );
    return fail(
      2,
      wrong === "id" ? "Invalid request: request ID must be an unsigned integer" : "Invalid request",
    );
  }
  const { method, id, params = [] } = read.data;
  const ok = (result: unknown): string => JSON.stringify({ result, id });
  if (method === "LIST_SUBSCRIPTIONS") return ok([...streams.names]);
  if (method === "GET_PROPERTY" || method === "SET_PROPERTY") {
    if (params[0] !== "combined") return fail(0, "Unknown property", id);
    if (method === "GET_PROPERTY") return ok((connection.shape & BINANCE_SHAPE.combined) !== 0);
    if (typeof params[1] !== "boolean") return fail(1, "Invalid value type: expected Boolean", id);
    connection.shape = params[1]
      ? connection.shape | BINANCE_SHAPE.combined
      : connection.shape & ~BINANCE_SHAPE.combined;
    return ok(null);
  }
  const names = params.filter((name): name is string => typeof name === "string");
  if (names.length === 0 || names.length !== params.length)
    return fail(2, "Invalid request: params must be an array of stream names", id);
  if (!names.every((name) => STREAM.test(name))) return fail(2, "Invalid request: invalid stream", id);
  if (method === "SUBSCRIBE" && streams.names.size + names.length > 1024)
    return fail(2, "Invalid request: too many streams", id);
  for (const name of names) method === "SUBSCRIBE" ? streams.add(name) : streams.remove(name);
  return ok(null);
}

function accept(context: VenueContext, ws: WebSocket, socket: Duplex, url: URL): void {
  const combined = url.pathname === "/stream";
  const micros = url.searchParams.get("timeUnit")?.toUpperCase() === "MICROSECOND";
  const shape = (combined ? BINANCE_SHAPE.combined : 0) | (micros ? BINANCE_SHAPE.micros : 0);
  const { hub, settings } = context;
  const connection = hub.open(ws, socket, shape);
  const streams = new Streams(context, connection);
  const asked = combined ? (url.searchParams.get("streams") ?? "") : url.pathname.slice("/ws".length);
  for (const name of asked.split("/")) if (STREAM.test(name)) streams.add(name);
  keepAlive(hub, connection, settings);
  let second = 0;
  let messages = 0;
  ws.on("message", (data) => {
    const now = Math.floor(Date.now() / 1000);
    messages = now === second ? messages + 1 : 1;
    second = now;
    if (messages > settings.messagesPerSecond) return hub.end(connection, "close", 1008, "Too many requests");
    hub.send(connection, answer(textOf(data), streams, connection));
  });
}

/** Binance spot market streams: `/stream?streams=a/b`, `/ws/<stream>`, `/ws` with SUBSCRIBE; `timeUnit=MICROSECOND`. */
export const binanceWire: VenueWire = {
  serves: (path) => path === "/stream" || path === "/ws" || path.startsWith("/ws/"),
  accept,
  frames(book, first, count) {
    const topic = tradeTopic(book.instrument.symbol);
    const frames: WireFrame[] = [];
    for (let index = first; index < first + count; index++) {
      frames.push(new WireFrame(book, topic, index, 1, (shape) => binanceTrade(book, index, shape)));
    }
    return frames;
  },
  noise(kind, book) {
    const stream = book.instrument.symbol.toLowerCase();
    const { symbol } = book.instrument;
    if (kind === "unknown_channel")
      return `{"stream":"${stream}@auctionHalt","data":{"e":"auctionHalt","s":"${symbol}","h":false}}`;
    return `{"stream":"${stream}@bookTicker","data":{"u":400900217,"s":"${symbol}","b":"1.00000000","B":"31.21000000","a":"2.00000000","A":"40.66000000"}}`;
  },
};
