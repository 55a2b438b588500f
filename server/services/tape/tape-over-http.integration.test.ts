import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import superjson, { type SuperJSONResult } from "superjson";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createK2Client } from "@/client/create-k2-client";
import type { Sql } from "@/db/client";
import { handleTrpc } from "@/server/http/handle-trpc";
import { streamTape, tapeInput } from "@/server/services/tape/stream-tape";
import type { TapeEvent } from "@/server/services/tape/tape-event";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 12) * 1_000;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;
let offset = 0;

/** Thousands of trades that are not read, some 160 kB each: more than the kernel's buffers hold of what nobody takes. */
const BATCHES = 80;
const UNREAD = BATCHES * 1_000;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
});
afterAll(() => drop());

async function store(count: number): Promise<void> {
  await storeTrades(sql, market, { time: start + offset * 100, offset }, count, 100);
  offset += count;
}

describe("a reader over HTTP", () => {
  it("misses nothing and gets nothing twice while the server is replaced under it, three times", async () => {
    await store(5);
    let server = await serveApi({ "/api/trpc": handleTrpc });
    const port = Number(new URL(server.url).port);
    const keys: string[] = [];
    let skipped = 0n;
    let connections = 0;
    const subscription = createK2Client({ url: server.url }).trades.tape.subscribe(
      { instrumentId: market.instrumentId },
      {
        onData: ({ data }) => {
          keys.push(...data.trades.map((trade) => trade.key));
          skipped += data.skipped;
        },
        onConnectionStateChange: ({ state }) => {
          if (state === "pending") connections += 1;
        },
      },
    );
    try {
      await vi.waitFor(() => expect(keys).toHaveLength(5), 20_000);
      for (let restart = 0; restart < 3; restart++) {
        await store(40);
        await server.close();
        // A new process has a poller of its own.
        Reflect.deleteProperty(globalThis, Symbol.for("k2.tape-hub"));
        await store(40);
        server = await serveApi({ "/api/trpc": handleTrpc }, port);
        await store(40);
        await vi.waitFor(() => expect(keys.length).toBeGreaterThanOrEqual(offset), 30_000);
      }
      expect(keys).toEqual(Array.from({ length: offset }, (_, n) => `${market.sourceId}:${n}:0`));
      expect(skipped).toBe(0n);
      expect(connections).toBeGreaterThan(3);
    } finally {
      subscription.unsubscribe();
      await server.close();
    }
  });

  it("that stops reading gets a summary when it goes on, with every trade counted", async () => {
    const server = await serveApi({ "/api/trpc": handleTrpc });
    const before = offset;
    const ended = new AbortController();
    // One that keeps up tells when each batch has been looked at.
    const seen = { trades: 0n };
    const quick = (async () => {
      const input = tapeInput.parse({ instrumentId: market.instrumentId, maxRows: 1 });
      for await (const [, event] of streamTape(input, ended.signal))
        seen.trades += BigInt(event.trades.length) + event.skipped;
    })();
    const readers = await Promise.all(Array.from({ length: 4 }, () => openTape(server.url)));
    try {
      await vi.waitFor(() => expect(seen.trades).toBeGreaterThan(0n), 20_000);
      const opening = seen.trades;
      for (let batch = 1; batch <= BATCHES; batch++) {
        await store(1_000);
        await vi.waitFor(() => expect(seen.trades - opening).toBe(BigInt(batch * 1_000)), 20_000);
      }
      for (const reader of readers) {
        const { trades, skipped } = await readUntil(reader, before + UNREAD);
        // What lay in buffers of the kernel and of the stream when it stopped, and the bounded queue.
        expect(trades).toBeLessThan(UNREAD);
        expect(skipped).toBe(BigInt(UNREAD - trades));
      }
    } finally {
      ended.abort();
      await quick;
      for (const { response } of readers) response.destroy();
      await server.close();
    }
  });
});

interface Reader {
  response: IncomingMessage;
  /** what was read of it */
  text: string;
}

/** A tape of which nothing is read behind what it opens with. */
async function openTape(url: string): Promise<Reader> {
  const input = encodeURIComponent(
    JSON.stringify(superjson.serialize({ instrumentId: market.instrumentId })),
  );
  const request = get(`${url}/api/trpc/trades.tape?input=${input}`);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let text = "";
  while (!text.split("\n").slice(0, -1).some(isEvent)) {
    await once(response, "readable");
    text += String(response.read() ?? "");
  }
  return { response, text };
}

const isEvent = (line: string) => line.startsWith('data: {"json"');

/** Reads on up to a record: how many trades of the `UNREAD` came, and how many were only counted. */
async function readUntil({ response, text }: Reader, end: number) {
  let trades = 0;
  let skipped = 0n;
  let rest = text;
  for await (const chunk of response) {
    rest += String(chunk);
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!isEvent(line)) continue;
      const event = superjson.deserialize<TapeEvent>(JSON.parse(line.slice(6)) as SuperJSONResult);
      const fresh = event.trades.filter((trade) => offsetOf(trade.key) >= end - UNREAD);
      trades += fresh.length;
      skipped += event.skipped;
      if (event.trades.some((trade) => offsetOf(trade.key) === end - 1)) return { trades, skipped };
    }
  }
  throw new Error("the tape ended");
}

function offsetOf(key: string): number {
  return Number(key.split(":")[1]);
}
