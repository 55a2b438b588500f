import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { z } from "zod";
import type { Book } from "../book";
import { FATE } from "../fate";
import { isoMicros } from "../time";
import type { Clock } from "../types";
import { WireFrame } from "../wire/frame";
import type { Connection } from "../wire/hub";
import { parseJson, textOf, tradeTopic, type VenueContext, type VenueWire } from "../wire/venue";
import { krakenTrades } from "./frames";

const SNAPSHOT_TRADES = 50;
const envelope = z.object({
  method: z.string(),
  req_id: z.number().int().optional(),
  params: z.unknown().optional(),
});
const tradeParams = z.object({
  channel: z.string(),
  symbol: z.array(z.string()).min(1),
  snapshot: z.boolean().default(true),
});

/** A reply to a method; the two times stand in every reply of this feed. */
function reply(clock: Clock, inAt: number, reqId: number | undefined, body: Record<string, unknown>): string {
  const id = reqId === undefined ? {} : { req_id: reqId };
  return JSON.stringify({
    ...body,
    ...id,
    time_in: isoMicros(inAt),
    time_out: isoMicros(Math.max(inAt, clock())),
  });
}

function snapshot(context: VenueContext, connection: Connection, book: Book): void {
  const count = Math.min(SNAPSHOT_TRADES, book.count);
  if (count === 0) return;
  const first = book.count - count;
  if (!context.hub.send(connection, krakenTrades(book, first, count, "snapshot"))) return;
  for (let index = first; index < book.count; index++) book.mark(index, FATE.heard);
}

/** Answers a client's message. Source: docs.kraken.com, WebSocket v2, "Trade", "Ping", "Status", "Heartbeat". */
function handle(context: VenueContext, connection: Connection, text: string): void {
  const { hub, books, clock } = context;
  const inAt = clock();
  const read = envelope.safeParse(parseJson(text));
  if (!read.success) {
    hub.send(connection, reply(clock, inAt, undefined, { error: "Malformed JSON", success: false }));
    return;
  }
  const { method, req_id: reqId } = read.data;
  if (method === "ping") return void hub.send(connection, reply(clock, inAt, reqId, { method: "pong" }));
  const fail = (error: string, symbol?: string): void => {
    hub.send(
      connection,
      reply(clock, inAt, reqId, {
        error,
        method,
        success: false,
        ...(symbol === undefined ? {} : { symbol }),
      }),
    );
  };
  if (method !== "subscribe" && method !== "unsubscribe") {
    fail(`Unsupported method ${method}`);
    return;
  }
  const params = tradeParams.safeParse(read.data.params);
  if (!params.success) {
    fail("Missing or invalid params");
    return;
  }
  if (params.data.channel !== "trade") {
    fail(`Unsupported channel ${params.data.channel}`);
    return;
  }
  for (const symbol of params.data.symbol) {
    const book = books.get(symbol);
    const topic = tradeTopic(symbol);
    if (!book) fail(`Currency pair not supported ${symbol}`, symbol);
    else if (method === "subscribe" && connection.topics.has(topic))
      fail("Already subscribed to this symbol", symbol);
    else if (method === "unsubscribe" && !connection.topics.has(topic))
      fail("Subscription not found", symbol);
    else {
      const result = {
        channel: "trade",
        ...(method === "subscribe" ? { snapshot: params.data.snapshot } : {}),
        symbol,
      };
      hub.send(connection, reply(clock, inAt, reqId, { method, result, success: true }));
      if (method === "unsubscribe") hub.unsubscribe(connection, topic);
      else {
        if (params.data.snapshot) snapshot(context, connection, book);
        hub.subscribe(connection, topic);
      }
    }
  }
}

function accept(context: VenueContext, ws: WebSocket, socket: Duplex): void {
  const { hub } = context;
  const connection = hub.open(ws, socket, 0);
  // the id exceeds 2^53 on the real feed too
  const id = `${12_393_906}${String(hub.accepted).padStart(12, "0")}`;
  hub.send(
    connection,
    `{"channel":"status","type":"update","data":[{"version":"2.0.10","system":"online","api_version":"v2","connection_id":${id}}]}`,
  );
  ws.on("message", (data) => handle(context, connection, textOf(data)));
}

/** Kraken WebSocket v2: `trade` with snapshot and updates, `heartbeat`, `status`, `ping`. */
export const krakenWire: VenueWire = {
  serves: (path) => path === "/v2",
  accept,
  frames(book, first, count) {
    const topic = tradeTopic(book.instrument.symbol);
    return [new WireFrame(book, topic, first, count, () => krakenTrades(book, first, count, "update"))];
  },
  noise(kind, book) {
    const { symbol } = book.instrument;
    if (kind === "unknown_channel")
      return `{"channel":"auction_state","type":"update","data":[{"symbol":"${symbol}","state":"none"}]}`;
    return `{"channel":"ticker","type":"update","data":[{"symbol":"${symbol}","bid":1.0,"bid_qty":2.5,"ask":2.0,"ask_qty":3.25,"last":1.5,"volume":12.0,"vwap":1.5,"low":1.0,"high":2.0,"change":0.0,"change_pct":0.0}]}`;
  },
  beat({ hub, settings }) {
    const quietSince = Date.now() - settings.heartbeatMs / 2;
    for (const connection of hub.connections) {
      // only where nothing else was said, and only to those who subscribed to something
      if (connection.topics.size > 0 && connection.lastSentMs <= quietSince)
        hub.send(connection, '{"channel":"heartbeat"}');
    }
  },
};
