import { EventSource } from "undici";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FOLDS } from "@/app/lib/trpc/streams/folds";
import { openHttpStream } from "@/app/lib/trpc/streams/open-stream";
import { StreamHub } from "@/app/lib/trpc/streams/stream-hub";
import { tapesInOne } from "@/app/lib/trpc/streams/tapes-in-one";
import { TapeTab } from "@/app/lib/trpc/streams/testing/tape-tab";
import { createK2Client } from "@/client/create-k2-client";
import type { Sql } from "@/db/client";
import { MAX_TAPES } from "@/domain/tape/tapes-position";
import { handleTrpc } from "@/server/http/handle-trpc";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 12) * 1_000;
const OPENING = 40;

let sql: Sql;
let drop: () => Promise<void>;
let server: Awaited<ReturnType<typeof serveApi>>;
let open = 0;

/** An instrument with trades, and how many. */
interface Traded {
  market: Market;
  stored: number;
}
const traded: Traded[] = [];

const routes = {
  "/api/trpc/trades.tape": (request: Request) => {
    open++;
    request.signal.addEventListener("abort", () => open--, { once: true });
    return handleTrpc(request);
  },
};

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  for (let partition = 0; partition < 8; partition++) {
    traded.push({ market: await createMarket(sql, `COIN${partition}`, partition), stored: 0 });
  }
  for (const one of traded) await store(one, 100);
  server = await serveApi(routes);
  vi.stubGlobal("EventSource", EventSource);
  vi.stubGlobal("location", { origin: server.url });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await server.close();
  await drop();
});

async function store(one: Traded, count: number): Promise<void> {
  await storeTrades(sql, one.market, { time: start + one.stored * 1_000, offset: one.stored }, count);
  one.stored += count;
}

async function restartServer(meanwhile: () => Promise<void>): Promise<void> {
  const port = Number(new URL(server.url).port);
  await server.close();
  // A new process has a poller of its own.
  Reflect.deleteProperty(globalThis, Symbol.for("k2.tape-hub"));
  await meanwhile();
  server = await serveApi(routes, port);
}

/** The tab has everything that was stored since it was opened, each trade once and in order. */
async function isWhole(tab: TapeTab, one: Traded): Promise<void> {
  const total = BigInt(OPENING + one.stored - 100);
  await vi.waitFor(() => expect(tab.total).toBe(total), { timeout: 30_000 });
  expect(new Set(tab.keys).size).toBe(tab.keys.length);
  expect(tab.keys.every((key) => key.startsWith(`${one.market.sourceId}:`))).toBe(true);
  const offsets = tab.keys.map((key) => Number(key.split(":")[1]));
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
}

describe("eight tabs with eight instruments", () => {
  it("follow all of them over one connection, exactly, while tabs come and go and the server is replaced", async () => {
    const hub = new StreamHub(tapesInOne(openHttpStream), FOLDS);
    const tabs = traded.map(({ market }) => new TapeTab(hub, market.instrumentId));
    const all = () => Promise.all(tabs.map((tab, index) => isWhole(tab, traded[index] as Traded)));
    try {
      // One after the other: the stream is opened again for each while trades are stored.
      for (const [index, tab] of tabs.entries()) {
        tab.resume();
        await vi.waitFor(() => expect(tab.total).toBe(BigInt(OPENING)), { timeout: 20_000 });
        for (const one of traded.slice(0, index + 1)) await store(one, 1 + index);
        // Whose tab is still to come: the count begins with its opening.
        const later = traded[index + 1];
        if (later) expect(later.stored).toBe(100);
      }
      await all();
      for (let round = 0; round < 4; round++) {
        for (const tab of tabs.filter((_, index) => index % 3 === round % 3)) tab.pause();
        for (const one of traded) await store(one, 3 + round * 30);
        if (round % 2 === 1) await restartServer(() => store(traded[round] as Traded, 11));
        for (const tab of tabs.filter((_, index) => index % 3 === round % 3)) tab.resume();
        for (const one of traded) await store(one, 2);
        await all();
      }
      await vi.waitFor(() => expect(open).toBe(1), { timeout: 20_000 });
    } finally {
      for (const tab of tabs) tab.pause();
      await vi.waitFor(() => expect(open).toBe(0), { timeout: 20_000 });
      for (const tab of tabs) tab.close();
    }
  });
});

describe("a program", () => {
  it("follows several instruments in one subscription, over a restart of the server", async () => {
    const keys = new Map<number, string[]>();
    const bases = traded.map((one) => one.stored);
    let events = 0;
    const subscription = createK2Client({ url: server.url }).trades.tapes.subscribe(
      { tapes: traded.map(({ market }) => ({ instrumentId: market.instrumentId })) },
      {
        onData: ({ data }) => {
          events++;
          for (const { instrumentId, trades, skipped } of data.tapes) {
            expect(skipped).toBe(0n);
            keys.set(instrumentId, [...(keys.get(instrumentId) ?? []), ...trades.map(({ key }) => key)]);
          }
        },
      },
    );
    try {
      await vi.waitFor(() => expect(events).toBe(1), { timeout: 20_000 });
      expect([...keys.values()].every((own) => own.length === 60)).toBe(true);
      for (const one of traded) await store(one, 20);
      await restartServer(() => store(traded[0] as Traded, 15));
      for (const one of traded) await store(one, 5);
      for (const [index, { market, stored }] of traded.entries()) {
        const from = (bases[index] ?? 0) - 60;
        const expected = Array.from({ length: stored - from }, (_, n) => `${market.sourceId}:${from + n}:0`);
        await vi.waitFor(() => expect(keys.get(market.instrumentId)).toEqual(expected), { timeout: 30_000 });
      }
    } finally {
      subscription.unsubscribe();
    }
  });

  /** Subscribes and gives the first answer. */
  const ask = (tapes: { instrumentId: number; key?: number }[], lastEventId?: string) =>
    new Promise<string[]>((resolve, reject) => {
      const subscription = createK2Client({ url: server.url }).trades.tapes.subscribe(
        { tapes, lastEventId },
        {
          onData: ({ id, data }) => {
            subscription.unsubscribe();
            resolve([id, ...data.tapes.map(({ key, instrumentId }) => `${key}: ${instrumentId}`)]);
          },
          onError: reject,
        },
      );
    });
  const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ instrumentId: n + 1 }));

  it("may follow as many as one stream carries, and goes on with all of them", async () => {
    const [id = "", ...first] = await ask(numbered(MAX_TAPES));
    expect(first).toHaveLength(MAX_TAPES);
    expect((await ask(numbered(MAX_TAPES), id)).slice(1)).toEqual(first);
  });

  it("may follow one twice under keys of its own", async () => {
    const [, ...told] = await ask([
      { instrumentId: 1, key: 7 },
      { instrumentId: 1, key: 8 },
    ]);
    expect(told).toEqual(["7: 1", "8: 1"]);
  });

  it.each([
    ["too many", numbered(MAX_TAPES + 1), undefined, /holds 65 tapes; one stream carries at most 64/],
    ["none", [], undefined, /tapes/],
    ["one twice", [{ instrumentId: 1 }, { instrumentId: 1 }], undefined, /a key of its own/],
    ["no instrument", [{ instrumentId: 0 }], undefined, /instrumentId/],
    ["an id that is none", numbered(1), "1.2.3", /no point of these tapes/],
  ])("is told what is wrong with %s", async (_, tapes, lastEventId, message) => {
    await expect(ask(tapes, lastEventId)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      data: { retryable: false },
    });
  });
});
