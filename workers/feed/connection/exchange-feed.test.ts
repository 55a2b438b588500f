import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { binanceFrame } from "../testing/tiny-exchange";
import { isOpen, tinyRun } from "../testing/tiny-run";
import { until } from "../testing/until";

const run = tinyRun();

describe("frames", () => {
  test("arrive untouched and in order, keyed by instrument, control frames by the exchange", async () => {
    const harness = run.start({ symbols: ["BTCUSDT", "ETHUSDT"] });
    await until("the subscription", () => isOpen(harness));
    const odd = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x22]);
    const sent = [
      binanceFrame(1),
      binanceFrame(2, "ETHUSDT"),
      `{"stream":"x","data":${binanceFrame(3)}}`,
      "",
    ];
    for (const frame of sent) run.exchange.client.ws.send(frame);
    run.exchange.client.ws.send(odd, { binary: false });
    run.exchange.client.ws.send(odd, { binary: true });
    await until("all frames", () => harness.writer.frames.length === 7);
    expect(harness.writer.values.slice(1)).toEqual([...sent, odd.toString("latin1"), odd.toString("latin1")]);
    const keys = harness.writer.frames.map(({ key }) => key);
    expect(keys).toEqual(["binance", "BTCUSDT", "ETHUSDT", "BTCUSDT", "binance", "binance", "binance"]);
    const now = Date.now() * 1000;
    for (const { receivedMicros } of harness.writer.frames) {
      expect(Math.abs(now - receivedMicros)).toBeLessThan(5_000_000);
    }
  });

  test("what was received is published before the feed has stopped", async () => {
    const harness = run.start({ tuning: { lingerMs: 10_000 } });
    await until("the subscription", () => isOpen(harness));
    for (let id = 1; id <= 100; id++) run.exchange.client.ws.send(binanceFrame(id));
    await until("the frames", () => harness.feed.stats().frames === 101);
    expect(harness.writer.frames).toHaveLength(0);
    await harness.feed.stop();
    expect(harness.writer.frames).toHaveLength(101);
    expect(harness.feed.stats()).toMatchObject({ state: "stopped", buffered: 0, lost: 0, published: 101 });
    expect(run.exchange.open).toBe(0);
    expect(harness.writer.closed).toBe(1);
  });
});

describe("losing the socket", () => {
  test("it comes back, subscribes again, and the time between is recorded", async () => {
    const harness = run.start();
    await until("the subscription", () => isOpen(harness));
    run.exchange.client.ws.send(binanceFrame(1));
    await until("the frame", () => harness.feed.stats().frames === 2);
    const last = harness.feed.stats().lastMessageAt;
    run.exchange.client.ws.terminate();
    await until("the second socket", () => run.exchange.clients.length === 2 && isOpen(harness));
    expect(run.exchange.client.requests).toEqual([{ method: "SUBSCRIBE", params: ["btcusdt@trade"], id: 1 }]);
    expect(harness.feed.stats().reconnects).toBe(1);
    const [begun, ended] = harness.outages;
    expect(begun).toMatchObject({ exchange: "binance", disconnectedAt: last, reconnectedAt: null });
    expect(begun?.reason).toMatch(/^closed: code 1006/);
    expect(ended?.disconnectedAt).toBe(last);
    expect(ended?.reconnectedAt).toBeGreaterThan(last ?? Number.POSITIVE_INFINITY);
  });

  test("many failed attempts are one outage", async () => {
    const harness = run.start();
    await until("the subscription", () => isOpen(harness));
    run.exchange.refuseWith = { status: 503 };
    run.exchange.client.ws.terminate();
    await until("attempts", () => harness.feed.stats().reconnects >= 3);
    expect(harness.feed.stats().reason).toMatch(/connect-failed: HTTP 503|closed: code 1006/);
    run.exchange.refuseWith = undefined;
    await until("the feed", () => isOpen(harness));
    expect(harness.outages).toHaveLength(2);
    expect(harness.outages[1]?.disconnectedAt).toBe(harness.outages[0]?.disconnectedAt);
  });

  test("a venue's Retry-After is waited for", async () => {
    run.exchange.refuseWith = { status: 429, retryAfter: "1" };
    const harness = run.start();
    await until("the refusal", () => harness.feed.stats().state === "waiting");
    const began = performance.now();
    run.exchange.refuseWith = undefined;
    await until("the feed", () => isOpen(harness));
    expect(performance.now() - began).toBeGreaterThan(800);
  });

  test("what an earlier worker received last begins an outage that ends with the first flow", async () => {
    const harness = run.start();
    harness.resumedFrom(1_700_000_000_000_000);
    await until("the feed", () => isOpen(harness));
    await until("the end", () => harness.outages.length === 2);
    expect(harness.outages[1]).toMatchObject({ disconnectedAt: 1_700_000_000_000_000 });
    expect(harness.outages[1]?.reconnectedAt).not.toBeNull();
    expect(harness.outages[1]?.reason).toMatch(/^restart/);
  });
});

describe("a silent socket", () => {
  test("is replaced where no message comes, although it answers pings", async () => {
    const harness = run.start({
      exchange: "kraken",
      symbols: ["BTC/USD"],
      tuning: { staleMs: 250, pingMs: 30 },
    });
    run.exchange.onRequest = ({ ws }, { req_id }) => {
      ws.send(JSON.stringify({ method: "subscribe", success: true, req_id, result: { symbol: "BTC/USD" } }));
    };
    await until("the feed", () => isOpen(harness));
    await until("the second socket", () => run.exchange.clients.length === 2);
    expect(harness.outages[0]?.reason).toMatch(/^stale: no message for 0\.\d s/);
  });

  test("is replaced where nothing at all comes", async () => {
    const harness = run.start({ tuning: { silentMs: 250, pingMs: 30 } });
    await until("the feed", () => isOpen(harness));
    run.exchange.client.ws.pause();
    await until("the second socket", () => run.exchange.clients.length === 2);
    expect(harness.outages[0]?.reason).toMatch(/^stale: no sign of life/);
  });

  test("is kept where the exchange sends heartbeats", async () => {
    const harness = run.start({ exchange: "kraken", symbols: ["BTC/USD"], tuning: { staleMs: 300 } });
    await until("the socket", () => run.exchange.clients.length === 1);
    const beat = setInterval(() => run.exchange.client.ws.send('{"channel":"heartbeat"}'), 40);
    await sleep(900);
    clearInterval(beat);
    expect(run.exchange.clients).toHaveLength(1);
    expect(harness.writer.frames.every(({ key }) => key === "kraken")).toBe(true);
  });

  test("of a quiet market is kept where the exchange answers a question", async () => {
    const harness = run.start({ tuning: { staleMs: 300 } });
    await until("the feed", () => isOpen(harness));
    await sleep(1_000);
    expect(run.exchange.clients).toHaveLength(1);
    expect(
      run.exchange.client.requests.filter(({ method }) => method === "LIST_SUBSCRIPTIONS").length,
    ).toBeGreaterThan(2);
  });
});

describe("symbols", () => {
  test("one that is refused is shown, the others go on", async () => {
    run.exchange.onRequest = ({ ws }, request) => {
      const params = Array.isArray(request.params) ? request.params : [];
      const bad = params.includes("badusdt@trade");
      ws.send(
        JSON.stringify(
          bad
            ? { error: { code: 2, msg: "Invalid request" }, id: request.id }
            : { result: null, id: request.id },
        ),
      );
    };
    const harness = run.start({ symbols: ["BTCUSDT", "BADUSDT", "ETHUSDT", "XRPUSDT"] });
    await until("the answers", () => harness.feed.stats().confirmed.length === 3);
    expect(harness.feed.stats()).toMatchObject({
      state: "open",
      refused: [{ symbol: "BADUSDT", reason: "Invalid request" }],
      reason: "refused: BADUSDT (Invalid request)",
    });
    expect(harness.feed.connection().reason).toContain("BADUSDT");
    expect(run.exchange.clients).toHaveLength(1);
  });

  test("none accepted: it tries again later", async () => {
    run.exchange.onRequest = ({ ws }, { id }) =>
      ws.send(JSON.stringify({ error: { code: 2, msg: "no" }, id }));
    const harness = run.start();
    await until("another attempt", () => run.exchange.clients.length >= 2);
    expect(harness.feed.stats().reason).toBe("refused: no symbol was accepted: no");
  });
});
