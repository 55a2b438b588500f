import { describe, expect, it } from "vitest";
import { compileAvroSchema } from "./avro/compile-schema";
import { SchemaPending } from "./avro/schema-lookup";
import {
  avroFixture,
  decimalBytes,
  normalizedTrade,
  OTHER_ID,
  PENDING_ID,
  tradeV2,
  UNUSABLE_ID,
  wire,
} from "./testing/avro-fixture";
import { decodeOne, freshContext, recordOf } from "./testing/decode-one";

const context = { ...freshContext(), schemas: avroFixture.schemas };
const decode = (value: Buffer, topic = avroFixture.topic) => decodeOne(recordOf(topic, null, value), context);
const tradeOf = (value: Buffer, topic?: string) => {
  const { result } = decode(value, topic);
  return result?.kind === "trades" ? result.trades[0] : undefined;
};

const trade = {
  exchange: "binance",
  market: "spot",
  symbol: "QQQUSDT",
  canonicalSymbol: "QQQ/USDT",
  policy: "contiguous",
  tradeId: "501",
  sequence: 501n,
  timeMicros: 1_893_553_445_678_901,
  price: "12.34000000",
  quantity: "0.05000000",
  side: "sell",
};

describe("TradeV2", () => {
  it("is read exactly", () => {
    expect(tradeOf(tradeV2())).toEqual(trade);
  });

  it.each([1n, 255n, -1n, 10n ** 18n, 2n ** 70n, -(2n ** 70n)])("reads the decimal %d", (unscaled) => {
    const { result, error } = decode(tradeV2({ price: decimalBytes(unscaled) }));
    if (unscaled < 0n) {
      expect(error).toMatchObject({ code: "PRICE_NOT_POSITIVE", path: "price", sequence: 501n });
      expect(error?.instrument).toEqual({ exchange: "binance", market: "spot", symbol: "QQQUSDT" });
      return;
    }
    const price = result?.kind === "trades" ? result.trades[0]?.price : undefined;
    expect(BigInt((price ?? "").replace(".", ""))).toBe(unscaled);
    expect(price?.split(".")[1]).toHaveLength(8);
  });

  it("takes the market from the topic, and from the event for aggregated trades", () => {
    expect(tradeOf(tradeV2(), "market.crypto.trades.binance-usdm")?.market).toBe("usdm");
    expect(tradeOf(tradeV2({ vendor_data: { event_type: "aggTrade" } }))?.market).toBe("spot-agg");
    expect(tradeOf(tradeV2({ exchange: "ASX", asset_class: "equities", trade_id: "ASX-7" }))?.market).toBe(
      "equities",
    );
  });

  it("keeps ids that are no numbers, but not those that K2 makes up for Kraken", () => {
    expect(tradeOf(tradeV2({ exchange: "NEXT", trade_id: "NEXT-a1" }))).toMatchObject({
      tradeId: "a1",
      sequence: null,
    });
    const kraken = tradeOf(tradeV2({ exchange: "KRAKEN", trade_id: "KRAKEN-1893553445678-99" }));
    expect(kraken).toMatchObject({ tradeId: null, sequence: null, policy: "none" });
  });
});

describe("NormalizedTrade", () => {
  it("is read exactly", () => {
    expect(tradeOf(normalizedTrade())).toEqual({
      ...trade,
      timeMicros: 1_893_553_445_678_000,
      price: "12.3400",
      quantity: "0.050",
      side: "buy",
    });
  });
});

describe("records that cannot be read", () => {
  it("asks for a schema that is not there yet", () => {
    expect(() => decode(wire(PENDING_ID, Buffer.alloc(1)))).toThrow(SchemaPending);
  });

  it.each([
    ["UNKNOWN_SCHEMA", wire(99, Buffer.alloc(1))],
    ["SCHEMA_NOT_A_TRADE", wire(OTHER_ID, Buffer.alloc(0))],
    ["SCHEMA_UNUSABLE", wire(UNUSABLE_ID, Buffer.alloc(0))],
    ["AVRO_TRUNCATED", tradeV2().subarray(0, 40)],
    ["AVRO_TRAILING_BYTES", Buffer.concat([tradeV2(), Buffer.from([1])])],
  ])("refuses with %s", (code, value) => {
    expect(decode(value).error?.code).toBe(code);
  });

  it("does not believe a count of 2^40 items in a few bytes", () => {
    const schema =
      '{"type":"record","name":"TradeV2","fields":[{"name":"x","type":{"type":"array","items":"null"}}]}';
    const schemas = () => compileAvroSchema(schema);
    const value = wire(1, Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]));
    const started = performance.now();
    const { error } = decodeOne(recordOf(avroFixture.topic, null, value), { ...context, schemas });
    expect(error).toMatchObject({ code: "AVRO_BAD_VALUE", path: "x" });
    expect(performance.now() - started).toBeLessThan(100);
  });

  it("does not follow a schema that names itself without end", () => {
    const schema = '{"type":"record","name":"TradeV2","fields":[{"name":"x","type":"TradeV2"}]}';
    const schemas = () => compileAvroSchema(schema);
    const { error } = decodeOne(recordOf(avroFixture.topic, null, wire(1, Buffer.alloc(0))), {
      ...context,
      schemas,
    });
    expect(error?.code).toBe("AVRO_BAD_VALUE");
  });
});

describe("compileAvroSchema", () => {
  it.each([
    ["not JSON", "{"],
    ["no record", '"string"'],
    ["an unknown type", '{"type":"record","name":"R","fields":[{"name":"a","type":"Nothing"}]}'],
    [
      "a name twice",
      '{"type":"record","name":"R","fields":[{"name":"a","type":{"type":"fixed","name":"R","size":1}}]}',
    ],
    [
      "a field that reaches the prototype",
      '{"type":"record","name":"R","fields":[{"name":"__proto__","type":"int"}]}',
    ],
  ])("says what is wrong with %s", (_what, text) => {
    expect(compileAvroSchema(text)).toMatchObject({ kind: "unusable", reason: expect.stringMatching(/./) });
  });

  it("finds named types in the namespace of the record", () => {
    const answer = compileAvroSchema(
      '{"type":"record","name":"a.b.R","fields":[{"name":"x","type":{"type":"fixed","name":"F","size":2}},{"name":"y","type":"a.b.F"}]}',
    );
    expect(answer).toMatchObject({ kind: "known", schema: { name: "a.b.R" } });
  });
});
