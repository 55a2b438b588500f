import { describe, expect, test } from "vitest";
import { binanceFrame } from "../testing/tiny-exchange";
import { binance } from "./binance";
import { coinbase } from "./coinbase";
import { kraken } from "./kraken";
import { protocolOf } from "./protocol-of";

const glance = (exchange: "binance" | "coinbase" | "kraken", text: string) =>
  protocolOf(exchange).glance(Buffer.from(text));

const match = (type: string) =>
  `{"type":"${type}","trade_id":82007,"maker_order_id":"9d2861bd","taker_order_id":"dd068ce5","side":"buy","size":"1008.2","price":"0.5752","product_id":"SKL-GBP","sequence":27883326,"time":"2021-04-17T16:43:29.571587Z"}`;
const krakenTrade =
  '{"channel":"trade","type":"update","data":[{"symbol":"BTC/USDT","side":"buy","price":105433.60000,"qty":0.00027625,"ord_type":"limit","trade_id":10218208,"timestamp":"2025-11-10T17:23:53.971744Z"}]}';
const krakenAck =
  '{"method":"subscribe","req_id":4,"result":{"channel":"trade","snapshot":true,"symbol":"BTC/USD"},"success":true,"time_in":"2023-09-25T09:04:31.742599Z","time_out":"2023-09-25T09:04:31.742648Z"}';

describe("a glance", () => {
  test.each([
    ["binance", binanceFrame(1), "data", "BTCUSDT"],
    ["binance", `{"stream":"ethusdt@trade","data":${binanceFrame(1, "ETHUSDT")}}`, "data", "ETHUSDT"],
    ["binance", '{"result":null,"id":1}', "control", undefined],
    ["coinbase", match("match"), "data", "SKL-GBP"],
    ["coinbase", match("last_match"), "data", "SKL-GBP"],
    [
      "coinbase",
      '{"type":"heartbeat","sequence":90,"last_trade_id":20,"product_id":"BTC-USD","time":"2014-11-07T08:19:28.464459Z"}',
      "heartbeat",
      "BTC-USD",
    ],
    [
      "coinbase",
      '{"type":"subscriptions","channels":[{"name":"matches","product_ids":["BTC-USD"]}]}',
      "control",
      undefined,
    ],
    ["kraken", krakenTrade, "data", "BTC/USDT"],
    ["kraken", '{"channel":"heartbeat"}', "heartbeat", undefined],
    [
      "kraken",
      '{"channel":"status","type":"update","data":[{"api_version":"v2","system":"online"}]}',
      "control",
      undefined,
    ],
    ["kraken", krakenAck, "control", undefined],
  ] as const)("%s %#", (exchange, text, kind, symbol) => {
    expect(glance(exchange, text)).toEqual({ kind, symbol });
  });

  test("never throws, and never takes a mangled name for a symbol", () => {
    const mangled = [
      "",
      '{"e":"trade","s":"BTC',
      '"s":""',
      `"s":"${"x".repeat(500)}"`,
      '"product_id":"',
      '"channel":"trade"',
    ];
    const bytes = [...mangled.map((text) => Buffer.from(text)), Buffer.alloc(0), Buffer.alloc(100_000, 0xff)];
    for (const exchange of ["binance", "coinbase", "kraken"] as const) {
      for (const frame of bytes) {
        expect(protocolOf(exchange).glance(frame)).toEqual({ kind: "control", symbol: undefined });
      }
    }
  });

  test("takes equal bytes for equal keys, UTF-8 or not", () => {
    const frame = Buffer.concat([Buffer.from('{"s":"'), Buffer.from([0xff, 0x41]), Buffer.from('"}')]);
    expect(binance.glance(frame).symbol).toBe("\u00ffA");
  });
});

describe("addresses", () => {
  test.each([
    ["wss://stream.binance.com:9443", "wss://stream.binance.com:9443/ws"],
    [
      "wss://stream.binance.com:9443/?timeUnit=MICROSECOND",
      "wss://stream.binance.com:9443/ws?timeUnit=MICROSECOND",
    ],
    ["ws://127.0.0.1:80/binance", "ws://127.0.0.1/binance/ws"],
    ["wss://stream.binance.com/stream", "wss://stream.binance.com/stream"],
  ])("%s is reached at %s", (base, endpoint) => {
    expect(binance.endpoint(new URL(base))).toBe(endpoint);
  });
});

describe("requests", () => {
  test("are written as the exchange reads them", () => {
    expect(JSON.parse(binance.subscribe(["BTCUSDT", "ETHUSDT"], 3))).toEqual({
      method: "SUBSCRIBE",
      params: ["btcusdt@trade", "ethusdt@trade"],
      id: 3,
    });
    expect(JSON.parse(coinbase.subscribe(["BTC-USD"], 3))).toEqual({
      type: "subscribe",
      product_ids: ["BTC-USD"],
      channels: ["matches", "heartbeat"],
    });
    expect(JSON.parse(kraken.subscribe(["BTC/USD"], 3))).toEqual({
      method: "subscribe",
      params: { channel: "trade", symbol: ["BTC/USD"], snapshot: true },
      req_id: 3,
    });
  });
});

describe("control frames", () => {
  test.each([
    ["binance", '{"result":null,"id":7}', { kind: "confirmed", requestId: 7 }],
    ["binance", '{"result":["btcusdt@trade"],"id":8}', { kind: "other" }],
    [
      "binance",
      '{"error":{"code":2,"msg":"Invalid request"},"id":7}',
      { kind: "refused", reason: "Invalid request", requestId: 7 },
    ],
    ["binance", '{"code":3,"msg":"Invalid JSON"}', { kind: "refused", reason: "Invalid JSON" }],
    ["binance", '{"e":"serverShutdown","E":1770123456789}', { kind: "ends-soon", reason: "serverShutdown" }],
    [
      "coinbase",
      '{"type":"subscriptions","channels":[{"name":"matches","product_ids":["A-B"]},{"name":"heartbeat","product_ids":["C-D"]}]}',
      { kind: "confirmed", symbols: ["A-B"] },
    ],
    [
      "coinbase",
      '{"type":"error","message":"Failed to subscribe","reason":"X-Y is not a valid product"}',
      { kind: "refused", reason: "Failed to subscribe: X-Y is not a valid product" },
    ],
    ["kraken", krakenAck, { kind: "confirmed", symbols: ["BTC/USD"], requestId: 4 }],
    [
      "kraken",
      '{"error":"Currency pair not supported X/Y","method":"subscribe","success":false,"symbol":"X/Y","req_id":4}',
      { kind: "refused", symbols: ["X/Y"], requestId: 4, reason: "Currency pair not supported X/Y" },
    ],
    ["kraken", '{"channel":"status","type":"update","data":[]}', { kind: "other" }],
  ] as const)("%s %#", (exchange, text, finding) => {
    expect(protocolOf(exchange).control(JSON.parse(text))).toEqual(finding);
  });

  test("anything else is none of our business", () => {
    for (const exchange of ["binance", "coinbase", "kraken"] as const) {
      for (const value of [null, 1, "x", [], {}, { type: 3 }, { method: {} }, { id: "x", result: 1 }]) {
        expect(protocolOf(exchange).control(value)).toEqual({ kind: "other" });
      }
    }
  });
});
