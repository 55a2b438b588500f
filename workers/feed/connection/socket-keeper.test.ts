import { expect, test } from "vitest";
import { binanceFrame } from "../testing/tiny-exchange";
import { isOpen, tinyRun } from "../testing/tiny-run";
import { until } from "../testing/until";

const run = tinyRun();

// A socket's planned end.
test("opens the new socket first and misses nothing", async () => {
  const harness = run.start({ tuning: { lifetimeMs: 300 } });
  let id = 0;
  // A venue sends every trade to every socket that subscribed.
  const trading = setInterval(() => {
    id += 1;
    for (const { ws, requests } of run.exchange.clients) if (requests.length > 0) ws.send(binanceFrame(id));
  }, 2);
  await until("three replacements", () => harness.feed.stats().reconnects >= 3);
  clearInterval(trading);
  await until("the last frame", () => harness.writer.values.includes(binanceFrame(id)));
  const seen = new Set(harness.writer.values.flatMap((text) => /"t":(\d+)/.exec(text)?.[1] ?? []));
  const first = Math.min(...[...seen].map(Number));
  expect(seen.size).toBe(id - first + 1);
  expect(harness.outages).toEqual([]);
  await until("the old sockets' end", () => run.exchange.open === 1);
});

test("is taken up when the exchange announces it", async () => {
  const harness = run.start();
  await until("the feed", () => isOpen(harness));
  run.exchange.client.ws.send('{"e":"serverShutdown","E":1700000000000}');
  await until("the new socket", () => run.exchange.clients.length === 2 && run.exchange.open === 1);
  expect(isOpen(harness)).toBe(true);
  expect(harness.outages).toEqual([]);
});

test("keeps the old socket where the new one cannot be had", async () => {
  const harness = run.start();
  await until("the feed", () => isOpen(harness));
  run.exchange.refuseWith = { status: 503 };
  run.exchange.client.ws.send('{"e":"serverShutdown","E":1700000000000}');
  await until("the attempt", () => harness.feed.stats().reconnects >= 1);
  run.exchange.client.ws.send(binanceFrame(7));
  await until("a frame on the old socket", () => harness.writer.values.includes(binanceFrame(7)));
  expect(harness.outages).toEqual([]);
  run.exchange.refuseWith = undefined;
  await until("the new socket", () => run.exchange.clients.length === 2 && run.exchange.open === 1);
  expect(harness.outages).toEqual([]);
});
