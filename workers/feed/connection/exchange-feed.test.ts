import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { binanceFrame, TinyExchange } from "../testing/tiny-exchange";
import { until } from "../testing/until";

let exchange: TinyExchange;
const running: Harness[] = [];

beforeEach(async () => {
  exchange = await TinyExchange.start();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ feed }) => feed.stop()));
  await exchange.stop();
});

function start(options: Partial<Parameters<typeof startHarness>[0]> = {}): Harness {
  const harness = startHarness({ url: exchange.url, ...options });
  running.push(harness);
  return harness;
}

const isOpen = ({ feed }: Harness) => feed.stats().state === "open";

describe("frames", () => {
  test("arrive untouched and in order, keyed by instrument, control frames by the exchange", async () => {
    const harness = start({ symbols: ["BTCUSDT", "ETHUSDT"] });
    await until("the subscription", () => isOpen(harness));
    const odd = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x22]);
    const sent = [
      binanceFrame(1),
      binanceFrame(2, "ETHUSDT"),
      `{"stream":"x","data":${binanceFrame(3)}}`,
      "",
    ];
    for (const frame of sent) exchange.client.ws.send(frame);
    exchange.client.ws.send(odd, { binary: false });
    exchange.client.ws.send(odd, { binary: true });
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
    const harness = start({ tuning: { lingerMs: 10_000 } });
    await until("the subscription", () => isOpen(harness));
    for (let id = 1; id <= 100; id++) exchange.client.ws.send(binanceFrame(id));
    await until("the frames", () => harness.feed.stats().frames === 101);
    expect(harness.writer.frames).toHaveLength(0);
    await harness.feed.stop();
    expect(harness.writer.frames).toHaveLength(101);
    expect(harness.feed.stats()).toMatchObject({ state: "stopped", buffered: 0, lost: 0, published: 101 });
    expect(exchange.open).toBe(0);
    expect(harness.writer.closed).toBe(1);
  });
});

describe("losing the socket", () => {
  test("it comes back, subscribes again, and the time between is recorded", async () => {
    const harness = start();
    await until("the subscription", () => isOpen(harness));
    exchange.client.ws.send(binanceFrame(1));
    await until("the frame", () => harness.feed.stats().frames === 2);
    const last = harness.feed.stats().lastMessageAt;
    exchange.client.ws.terminate();
    await until("the second socket", () => exchange.clients.length === 2 && isOpen(harness));
    expect(exchange.client.requests).toEqual([{ method: "SUBSCRIBE", params: ["btcusdt@trade"], id: 1 }]);
    expect(harness.feed.stats().reconnects).toBe(1);
    const [begun, ended] = harness.outages;
    expect(begun).toMatchObject({ exchange: "binance", disconnectedAt: last, reconnectedAt: null });
    expect(begun?.reason).toMatch(/^closed: code 1006/);
    expect(ended?.disconnectedAt).toBe(last);
    expect(ended?.reconnectedAt).toBeGreaterThan(last ?? Number.POSITIVE_INFINITY);
  });

  test("many failed attempts are one outage", async () => {
    const harness = start();
    await until("the subscription", () => isOpen(harness));
    exchange.refuseWith = { status: 503 };
    exchange.client.ws.terminate();
    await until("attempts", () => harness.feed.stats().reconnects >= 3);
    expect(harness.feed.stats().reason).toMatch(/connect-failed: HTTP 503|closed: code 1006/);
    exchange.refuseWith = undefined;
    await until("the feed", () => isOpen(harness));
    expect(harness.outages).toHaveLength(2);
    expect(harness.outages[1]?.disconnectedAt).toBe(harness.outages[0]?.disconnectedAt);
  });

  test("a venue's Retry-After is waited for", async () => {
    exchange.refuseWith = { status: 429, retryAfter: "1" };
    const harness = start();
    await until("the refusal", () => harness.feed.stats().state === "waiting");
    const began = performance.now();
    exchange.refuseWith = undefined;
    await until("the feed", () => isOpen(harness));
    expect(performance.now() - began).toBeGreaterThan(800);
  });

  test("what an earlier worker received last begins an outage that ends with the first flow", async () => {
    const harness = start();
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
    const harness = start({ exchange: "kraken", symbols: ["BTC/USD"], tuning: { staleMs: 250, pingMs: 30 } });
    exchange.onRequest = ({ ws }, { req_id }) => {
      ws.send(JSON.stringify({ method: "subscribe", success: true, req_id, result: { symbol: "BTC/USD" } }));
    };
    await until("the feed", () => isOpen(harness));
    await until("the second socket", () => exchange.clients.length === 2);
    expect(harness.outages[0]?.reason).toMatch(/^stale: no message for 0\.\d s/);
  });

  test("is replaced where nothing at all comes", async () => {
    const harness = start({ tuning: { silentMs: 250, pingMs: 30 } });
    await until("the feed", () => isOpen(harness));
    exchange.client.ws.pause();
    await until("the second socket", () => exchange.clients.length === 2);
    expect(harness.outages[0]?.reason).toMatch(/^stale: no sign of life/);
  });

  test("is kept where the exchange sends heartbeats", async () => {
    const harness = start({ exchange: "kraken", symbols: ["BTC/USD"], tuning: { staleMs: 300 } });
    await until("the socket", () => exchange.clients.length === 1);
    const beat = setInterval(() => exchange.client.ws.send('{"channel":"heartbeat"}'), 40);
    await sleep(900);
    clearInterval(beat);
    expect(exchange.clients).toHaveLength(1);
    expect(harness.writer.frames.every(({ key }) => key === "kraken")).toBe(true);
  });

  test("of a quiet market is kept where the exchange answers a question", async () => {
    const harness = start({ tuning: { staleMs: 300 } });
    await until("the feed", () => isOpen(harness));
    await sleep(1_000);
    expect(exchange.clients).toHaveLength(1);
    expect(
      exchange.client.requests.filter(({ method }) => method === "LIST_SUBSCRIPTIONS").length,
    ).toBeGreaterThan(2);
  });
});

describe("symbols", () => {
  test("one that is refused is shown, the others go on", async () => {
    exchange.onRequest = ({ ws }, request) => {
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
    const harness = start({ symbols: ["BTCUSDT", "BADUSDT", "ETHUSDT", "XRPUSDT"] });
    await until("the answers", () => harness.feed.stats().confirmed.length === 3);
    expect(harness.feed.stats()).toMatchObject({
      state: "open",
      refused: [{ symbol: "BADUSDT", reason: "Invalid request" }],
      reason: "refused: BADUSDT (Invalid request)",
    });
    expect(harness.feed.connection().reason).toContain("BADUSDT");
    expect(exchange.clients).toHaveLength(1);
  });

  test("none accepted: it tries again later", async () => {
    exchange.onRequest = ({ ws }, { id }) => ws.send(JSON.stringify({ error: { code: 2, msg: "no" }, id }));
    const harness = start();
    await until("another attempt", () => exchange.clients.length >= 2);
    expect(harness.feed.stats().reason).toBe("refused: no symbol was accepted: no");
  });
});

describe("a planned end", () => {
  test("opens the new socket first and misses nothing", async () => {
    const harness = start({ tuning: { lifetimeMs: 300 } });
    let id = 0;
    // A venue sends every trade to every socket that subscribed.
    const trading = setInterval(() => {
      id += 1;
      for (const { ws, requests } of exchange.clients) if (requests.length > 0) ws.send(binanceFrame(id));
    }, 2);
    await until("three replacements", () => harness.feed.stats().reconnects >= 3);
    clearInterval(trading);
    await until("the last frame", () => harness.writer.values.includes(binanceFrame(id)));
    const seen = new Set(harness.writer.values.flatMap((text) => /"t":(\d+)/.exec(text)?.[1] ?? []));
    const first = Math.min(...[...seen].map(Number));
    expect(seen.size).toBe(id - first + 1);
    expect(harness.outages).toEqual([]);
    await until("the old sockets' end", () => exchange.open === 1);
  });

  test("is taken up when the exchange announces it", async () => {
    const harness = start();
    await until("the feed", () => isOpen(harness));
    exchange.client.ws.send('{"e":"serverShutdown","E":1700000000000}');
    await until("the new socket", () => exchange.clients.length === 2 && exchange.open === 1);
    expect(isOpen(harness)).toBe(true);
    expect(harness.outages).toEqual([]);
  });

  test("keeps the old socket where the new one cannot be had", async () => {
    const harness = start();
    await until("the feed", () => isOpen(harness));
    exchange.refuseWith = { status: 503 };
    exchange.client.ws.send('{"e":"serverShutdown","E":1700000000000}');
    await until("the attempt", () => harness.feed.stats().reconnects >= 1);
    exchange.client.ws.send(binanceFrame(7));
    await until("a frame on the old socket", () => harness.writer.values.includes(binanceFrame(7)));
    expect(harness.outages).toEqual([]);
    exchange.refuseWith = undefined;
    await until("the new socket", () => exchange.clients.length === 2 && exchange.open === 1);
    expect(harness.outages).toEqual([]);
  });
});

describe("while Kafka is away", () => {
  test("the socket is not read past the buffer's limit, and nothing of what comes is lost", async () => {
    const harness = start({
      tuning: { bufferFrames: 200, batchFrames: 50, pingMs: 20, silentMs: 200, staleMs: 200 },
    });
    await until("the feed", () => isOpen(harness));
    let open: () => void = () => {};
    harness.writer.gate = new Promise((resolve) => {
      open = resolve;
    });
    const total = 100_000;
    for (let id = 1; id <= total; id++) exchange.client.ws.send(binanceFrame(id));
    await until("the pause", () => harness.feed.stats().state === "paused");
    // Longer than the silence that counts as dead: while we do not read, it proves nothing.
    await sleep(500);
    const { buffered, frames, state } = harness.feed.stats();
    expect(state).toBe("paused");
    // The limit, and what one read of the socket (64 KB) may bring on top.
    expect(buffered).toBeLessThan(200 + 1_500);
    expect(frames).toBeLessThan(total / 10);
    open();
    await until("everything", () => harness.writer.frames.length === total + 1, 30_000);
    expect(harness.writer.values.slice(1)).toEqual(
      Array.from({ length: total }, (_, index) => binanceFrame(index + 1)),
    );
    expect(exchange.clients).toHaveLength(1);
    expect(harness.feed.stats().state).toBe("open");
    expect(harness.outages).toEqual([]);
  }, 30_000);
});

describe("TLS", () => {
  test("a certificate nobody vouches for is refused, whatever the environment says", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "k2-tls-"));
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const request = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout";
    execFileSync("openssl", [...request.split(" "), key, "-out", cert], { stdio: "ignore" });
    const secure = await TinyExchange.start({
      key: readFileSync(key, "utf8"),
      cert: readFileSync(cert, "utf8"),
    });
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const harness = start({ url: secure.url });
      await until("the refusal", () => harness.feed.stats().reason !== null);
      expect(harness.feed.stats().reason).toMatch(/^connect-failed: .*(self-signed|self signed)/);
      expect(secure.clients).toHaveLength(0);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      await secure.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
