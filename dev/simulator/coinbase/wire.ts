import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { z } from "zod";
import type { Book } from "../book";
import { FATE } from "../fate";
import { isoMicros } from "../time";
import { WireFrame } from "../wire/frame";
import type { Connection } from "../wire/hub";
import { parseJson, textOf, tradeTopic, type VenueContext, type VenueWire } from "../wire/venue";
import { coinbaseHeartbeat, coinbaseMatch, coinbaseTicker } from "./frames";

const CHANNELS = ["matches", "heartbeat", "ticker"] as const;
type Channel = (typeof CHANNELS)[number];

const productIds = z.array(z.string()).optional();
const request = z.object({
  type: z.enum(["subscribe", "unsubscribe"]),
  product_ids: productIds,
  channels: z
    .array(z.union([z.string(), z.object({ name: z.string(), product_ids: productIds })]))
    .default([]),
});

function topicOf(channel: Channel, product: string): string {
  return channel === "matches" ? tradeTopic(product) : `${channel}:${product}`;
}

function failure(reason: string, message = "Failed to subscribe"): string {
  return JSON.stringify({ type: "error", message, reason });
}

/** The `subscriptions` message: everything the socket listens to, by channel. */
function subscriptions(connection: Connection, books: ReadonlyMap<string, Book>): string {
  const channels = CHANNELS.map((name) => ({
    name,
    product_ids: [...books.keys()].filter((product) => connection.topics.has(topicOf(name, product))),
    account_ids: null,
  })).filter((channel) => channel.product_ids.length > 0);
  return JSON.stringify({ type: "subscriptions", channels });
}

/** Answers a client's message. Source: Coinbase Exchange, "WebSocket Overview" and "WebSocket Channels". */
function handle(context: VenueContext, connection: Connection, text: string): void {
  const { hub, books } = context;
  const read = request.safeParse(parseJson(text));
  if (!read.success) {
    hub.send(connection, failure("the message is not one of this feed", "Malformed JSON"));
    return;
  }
  const wanted: { channel: Channel; product: string }[] = [];
  for (const entry of read.data.channels) {
    const asked = typeof entry === "string" ? entry : entry.name;
    const channel = CHANNELS.find((name) => name === asked || (name === "matches" && asked === "match"));
    if (!channel) return void hub.send(connection, failure(`${asked} is not a valid channel`));
    const own = typeof entry === "string" ? undefined : entry.product_ids;
    for (const product of own ?? read.data.product_ids ?? []) {
      if (!books.has(product)) return void hub.send(connection, failure(`${product} is not a valid product`));
      wanted.push({ channel, product });
    }
  }
  if (wanted.length === 0) return void hub.send(connection, failure("No channels or products provided"));
  const fresh = wanted.filter(({ channel, product }) => !connection.topics.has(topicOf(channel, product)));
  for (const { channel, product } of wanted) {
    if (read.data.type === "subscribe") hub.subscribe(connection, topicOf(channel, product));
    else hub.unsubscribe(connection, topicOf(channel, product));
  }
  hub.send(connection, subscriptions(connection, books));
  if (read.data.type === "unsubscribe") return;
  for (const { channel, product } of fresh) {
    const book = books.get(product);
    const newest = (book?.count ?? 0) - 1;
    if (!book || newest < 0) continue;
    // the trade before the first live one: on a reconnect the client sees it again
    if (channel === "ticker") hub.send(connection, coinbaseTicker(book, newest));
    if (channel !== "matches") continue;
    if (hub.send(connection, coinbaseMatch(book, newest, "last_match"))) book.mark(newest, FATE.heard);
  }
}

function accept(context: VenueContext, ws: WebSocket, socket: Duplex): void {
  const { hub, settings } = context;
  const connection = hub.open(ws, socket, 0);
  const patience = setTimeout(() => {
    if (connection.topics.size === 0) hub.end(connection, "close", 1008, "no subscribe message in time");
  }, settings.subscribeWithinMs);
  ws.on("message", (data) => handle(context, connection, textOf(data)));
  ws.once("close", () => clearTimeout(patience));
}

/** Coinbase Exchange feed: `matches`, `heartbeat` and `ticker`. */
export const coinbaseWire: VenueWire = {
  serves: (path) => path === "/" || path === "",
  accept,
  frames(book, first, count) {
    const topic = tradeTopic(book.instrument.symbol);
    const frames: WireFrame[] = [];
    for (let index = first; index < first + count; index++) {
      frames.push(new WireFrame(book, topic, index, 1, () => coinbaseMatch(book, index)));
    }
    return frames;
  },
  tickers(book, first, count) {
    const topic = topicOf("ticker", book.instrument.symbol);
    const frames: WireFrame[] = [];
    for (let index = first; index < first + count; index++) {
      frames.push(new WireFrame(book, topic, index, 1, () => coinbaseTicker(book, index)));
    }
    return frames;
  },
  noise(kind, book) {
    if (kind === "ticker" && book.count > 0) return coinbaseTicker(book, book.count - 1);
    return `{"type":"auction","product_id":"${book.instrument.symbol}","auction_state":"collection","timestamp":"${isoMicros(book.count > 0 ? book.timeAt(book.count - 1) : 0)}"}`;
  },
  beat({ hub, books }, nowMicros) {
    for (const [product, book] of books) {
      const topic = topicOf("heartbeat", product);
      if (hub.hasListeners(topic)) hub.broadcastText(coinbaseHeartbeat(book, nowMicros), topic);
    }
  },
};
