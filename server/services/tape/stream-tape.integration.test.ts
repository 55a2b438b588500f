import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { streamTape, tapeInput } from "@/server/services/tape/stream-tape";
import type { TapeEvent } from "@/server/services/tape/tape-event";
import { createMarket, type Market, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

const HOUR = 3_600_000_000;
const start = Date.UTC(2026, 7, 9, 12) * 1_000;

let sql: Sql;
let drop: () => Promise<void>;
let market: Market;
let offset = 0;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
  market = await createMarket(sql, "BTCUSDT", 0);
});
afterAll(() => drop());

/** Stores the next trades of the market, half a second after those before. */
async function store(count: number): Promise<void> {
  await storeTrades(sql, market, { time: start + offset * 1_000, offset }, count);
  offset += count;
}

/** Follows the tape until `enough` says so; gives what came and the last event's id. */
async function follow(
  lastEventId: string | null,
  enough: (trades: number, skipped: bigint) => boolean,
  asked: { maxRows?: number } = {},
) {
  const end = new AbortController();
  const events: TapeEvent[] = [];
  let id = "";
  for await (const event of streamTape(
    tapeInput.parse({ instrumentId: market.instrumentId, lastEventId, ...asked }),
    end.signal,
  )) {
    const [eventId, data] = event;
    id = eventId;
    events.push(data);
    const trades = events.reduce((sum, one) => sum + one.trades.length, 0);
    const skipped = events.reduce((sum, one) => sum + one.skipped, 0n);
    if (enough(trades, skipped)) end.abort();
  }
  return {
    id,
    keys: events.flatMap((one) => one.trades.map((trade) => trade.key)),
    skipped: events.reduce((sum, one) => sum + one.skipped, 0n),
  };
}

const keysOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${market.sourceId}:${from + index}:0`);

describe("the tape", () => {
  it("opens with what is there and goes on with each trade once", async () => {
    await store(20);
    const following = follow(null, (trades) => trades >= 50);
    await store(10);
    await store(20);
    const { keys } = await following;
    expect(keys).toEqual(keysOf(0, 50));
  });

  it("goes on right after the last event, over any break", async () => {
    const first = await follow(null, (trades) => trades > 0);
    const before = offset;
    await store(30);
    const second = await follow(first.id, (trades) => trades >= 30);
    expect(second.keys).toEqual(keysOf(before, before + 30));
    await store(5);
    const third = await follow(second.id, (trades) => trades >= 5);
    expect(third.keys).toEqual(keysOf(before + 30, before + 35));
    expect(first.skipped + second.skipped + third.skipped).toBe(0n);
  });

  it("counts what is too much to send, and sends the newest of it", async () => {
    const { id } = await follow(null, (trades) => trades > 0);
    const before = offset;
    await store(4_000);
    const { keys, skipped } = await follow(id, (trades) => trades > 0);
    expect(keys).toEqual(keysOf(before + 3_000, before + 4_000));
    expect(skipped).toBe(3_000n);
  });

  it("sends no more than a reader wants of an event, and counts the others", async () => {
    const { id } = await follow(null, (trades) => trades > 0);
    const before = offset;
    await store(500);
    const { keys, skipped } = await follow(id, (trades, left) => BigInt(trades) + left >= 500n, {
      maxRows: 20,
    });
    expect(keys).toEqual(keysOf(before + 480, before + 500));
    expect(skipped).toBe(480n);
  });

  it("counts trades of long ago without showing them", async () => {
    const { id } = await follow(null, (trades) => trades > 0);
    await storeTrades(sql, market, { time: start - HOUR, offset }, 7);
    offset += 7;
    const { keys, skipped } = await follow(id, (_, left) => left > 0n);
    expect(keys).toEqual([]);
    expect(skipped).toBe(7n);
  });

  it("serves many readers from one poller, each from where it stands", async () => {
    const opened = await follow(null, (trades) => trades > 0);
    const before = offset;
    const readers = Array.from({ length: 20 }, () => follow(opened.id, (trades) => trades >= 40));
    for (let round = 0; round < 4; round += 1) await store(10);
    for (const { keys } of await Promise.all(readers)) expect(keys).toEqual(keysOf(before, before + 40));
  });
});
