import { EventSource } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FOLDS } from "@/app/lib/trpc/streams/folds";
import { openHttpStream } from "@/app/lib/trpc/streams/open-stream";
import { StreamHub } from "@/app/lib/trpc/streams/stream-hub";
import { tapesInOne } from "@/app/lib/trpc/streams/tapes-in-one";
import { TapeTab } from "@/app/lib/trpc/streams/testing/tape-tab";
import type { Sql } from "@/db/client";
import { handleTrpc } from "@/server/http/handle-trpc";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const start = Date.UTC(2026, 7, 9, 12) * 1_000;
const OPENING = 40;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;
let server: Awaited<ReturnType<typeof serveApi>>;
let offset = 0;
const tabs: TapeTab[] = [];

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
  server = await serveApi({ "/api/trpc": handleTrpc });
  vi.stubGlobal("EventSource", EventSource);
  vi.stubGlobal("location", { origin: server.url });
  await store(100);
});
afterEach(() => {
  for (const tab of tabs.splice(0)) {
    tab.pause();
    tab.close();
  }
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await server.close();
  await drop();
});

async function store(count: number): Promise<void> {
  await storeTrades(sql, market, { time: start + offset * 1_000, offset }, count);
  offset += count;
}

async function restartServer(): Promise<void> {
  const port = Number(new URL(server.url).port);
  await server.close();
  // A new process has a poller of its own.
  Reflect.deleteProperty(globalThis, Symbol.for("k2.tape-hub"));
  server = await serveApi({ "/api/trpc": handleTrpc }, port);
}

async function openTab(hub: StreamHub): Promise<TapeTab> {
  const tab = new TapeTab(hub, market.instrumentId);
  tabs.push(tab);
  tab.resume();
  await has(tab, OPENING);
  return tab;
}

const has = (tab: TapeTab, total: number) =>
  vi.waitFor(() => expect(tab.total).toBe(BigInt(total)), { timeout: 20_000 });

const newest = (count: number) =>
  Array.from({ length: count }, (_, index) => `${market.sourceId}:${offset - count + index}:0`);

describe("a tape that was paused", () => {
  it("opens with nothing counted: what was before nobody asked for", async () => {
    const tab = await openTab(new StreamHub(tapesInOne(openHttpStream), FOLDS));
    expect(tab.keys).toEqual(newest(OPENING));
    expect(tab.tape.skipped).toBe(0n);
  });

  it("shows what little came meanwhile, and nothing again", async () => {
    const tab = await openTab(new StreamHub(tapesInOne(openHttpStream), FOLDS));
    tab.pause();
    await store(12);
    tab.resume();
    await has(tab, OPENING + 12);
    expect(tab.keys).toEqual(newest(OPENING + 12));
    expect(tab.tape.skipped).toBe(0n);
    tab.pause();
    tab.resume();
    await store(3);
    await has(tab, OPENING + 15);
    expect(tab.keys).toEqual(newest(OPENING + 15));
  });

  it("counts what is much, also over a restart of the server, and shows the newest", async () => {
    const tab = await openTab(new StreamHub(tapesInOne(openHttpStream), FOLDS));
    tab.pause();
    await store(3_000);
    await restartServer();
    await store(2_000);
    tab.resume();
    await has(tab, OPENING + 5_000);
    expect(tab.keys.slice(OPENING)).toEqual(newest(OPENING));
    expect(tab.tape.skipped).toBe(5_000n - BigInt(OPENING));
    await store(7);
    await has(tab, OPENING + 5_007);
    expect(tab.keys.slice(-7)).toEqual(newest(7));
  });

  it("goes on from where it stood also where another tab follows the same, and trades come all the time", async () => {
    const hub = new StreamHub(tapesInOne(openHttpStream), FOLDS);
    const other = await openTab(hub);
    const tab = await openTab(hub);
    let stored = 0;
    for (let round = 0; round < 8; round++) {
      tab.pause();
      await store(50);
      if (round % 2 === 0) await has(other, OPENING + stored + 50);
      tab.resume();
      await store(20);
      stored += 70;
      await has(tab, OPENING + stored);
      await has(other, OPENING + stored);
    }
    expect(new Set(tab.keys).size).toBe(tab.keys.length);
    expect(tab.tape.skipped).toBeLessThan(BigInt(stored));
  });

  it("counts trades of long ago that came meanwhile", async () => {
    const tab = await openTab(new StreamHub(tapesInOne(openHttpStream), FOLDS));
    tab.pause();
    await storeTrades(sql, market, { time: start - 3_600_000_000, offset }, 9);
    offset += 9;
    tab.resume();
    await has(tab, OPENING + 9);
    expect(tab.tape).toMatchObject({ received: OPENING, skipped: 9n });
  });
});

describe("a page that comes back from the browser's memory", () => {
  it("has its tape go on behind the last event", async () => {
    const tab = await openTab(new StreamHub(tapesInOne(openHttpStream), FOLDS));
    tab.hide();
    await store(500);
    tab.show();
    await has(tab, OPENING + 500);
    await store(5);
    await has(tab, OPENING + 505);
    expect(new Set(tab.keys).size).toBe(tab.keys.length);
  });
});
