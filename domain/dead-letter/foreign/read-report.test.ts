import { describe, expect, it } from "vitest";
import { readForeignReport } from "./read-report";

const value = Buffer.from('{"x":1}');
const int = (n: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(n);
  return bytes;
};
const long = (n: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(n);
  return bytes;
};

describe("a foreign dead letter", () => {
  it("of Kafka Connect names its origin in text", () => {
    const headers = {
      "__connect.errors.topic": Buffer.from("market.crypto.trades.binance"),
      "__connect.errors.partition": Buffer.from("3"),
      "__connect.errors.offset": Buffer.from("20231107"),
      "__connect.errors.connector.name": Buffer.from("iceberg-sink"),
      "__connect.errors.stage": Buffer.from("VALUE_CONVERTER"),
      "__connect.errors.exception.class.name": Buffer.from("org.apache.kafka.connect.errors.DataException"),
      "__connect.errors.exception.message": Buffer.from("Unknown magic byte!"),
    };
    expect(readForeignReport({ topic: "dlq.iceberg", value, headers })).toEqual({
      reporter: "connect",
      topic: "market.crypto.trades.binance",
      partition: 3,
      offset: 20231107,
      stage: "decode",
      code: "CONNECT_DATA_EXCEPTION",
      message: "The connector iceberg-sink gave the record up: Unknown magic byte!",
      decoder: "connect:iceberg-sink",
      value,
    });
  });

  it("of Spring names partition and offset in Java's binary", () => {
    const headers = {
      "kafka_dlt-original-topic": Buffer.from("market.crypto.trades.kraken.raw"),
      "kafka_dlt-original-partition": int(11),
      "kafka_dlt-original-offset": long(9_876_543_210n),
      "kafka_dlt-original-consumer-group": Buffer.from("enricher"),
      "kafka_dlt-exception-fqcn": Buffer.from(
        "org.springframework.kafka.listener.ListenerExecutionFailedException",
      ),
      "kafka_dlt-exception-cause-fqcn": Buffer.from("java.lang.IllegalStateException"),
      "kafka_dlt-exception-message": Buffer.from("no price"),
    };
    expect(readForeignReport({ topic: "x-dlt", value, headers })).toMatchObject({
      reporter: "spring",
      topic: "market.crypto.trades.kraken.raw",
      partition: 11,
      offset: 9_876_543_210,
      code: "SPRING_ILLEGAL_STATE_EXCEPTION",
      decoder: "spring:enricher",
    });
  });

  it("of K2 is told by its message, whose digits stay", () => {
    const message =
      '{"product_id":"BTC-USD","trade_id":"123456789012345678","price":"1.50","size":"0.10","time":"2026-08-09T10:00:00.123456Z","side":"BUY","sequence_num":12345678901234567890}';
    const entry = `{"timestamp":"2026-01-13T10:00:00","error":"price is NaN","error_type":"ValueError","message":${message},"metadata":{"consumer_group":"k2-hybrid","topic":"unknown","schema_version":null}}`;
    const report = readForeignReport({ topic: "k2.dlq", value: Buffer.from(entry), headers: {} });
    expect(report).toMatchObject({
      reporter: "k2",
      topic: "market.crypto.trades.coinbase.raw",
      partition: null,
      offset: null,
      code: "K2_VALUE_ERROR",
    });
    expect(report?.value?.toString()).toBe(message);
  });

  it("of K2 goes to the topic of its exchange where no decoder reads it", () => {
    const entry = {
      error: "x",
      error_type: "KeyError",
      message: { exchange: "BINANCE", asset_class: "crypto", symbol: "BTCUSDT" },
      metadata: {},
    };
    expect(
      readForeignReport({ topic: "k2.dlq", value: Buffer.from(JSON.stringify(entry)), headers: {} }),
    ).toMatchObject({ topic: "market.crypto.trades.binance" });
  });

  it("is skipped where our relay wrote it, not where another gave up what we replayed", () => {
    const id = { "k2-dead-letter-id": Buffer.from("7"), "__connect.errors.topic": Buffer.from("t") };
    expect(readForeignReport({ topic: "d", value, headers: id })).toBeNull();
    expect(
      readForeignReport({ topic: "d", value, headers: { ...id, "k2-attempt": Buffer.from("2") } }),
    ).not.toBeNull();
  });

  it("in no known form is kept under the topic it stands in", () => {
    for (const bytes of [null, Buffer.from("<html>"), Buffer.from("[1]"), Buffer.from([0, 255])])
      expect(readForeignReport({ topic: "some-dlq", value: bytes, headers: undefined })).toMatchObject({
        reporter: "unknown",
        topic: "some-dlq",
        value: bytes,
      });
  });
});
