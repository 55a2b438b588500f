import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DECODERS } from "./registry";
import { decodeOne, freshContext, recordOf } from "./testing/decode-one";
import { FIXTURES } from "./testing/fixtures";
import { MORE_FIXTURES } from "./testing/more-fixtures";
import { traceDecoders } from "./trace-decoders";

const ALL = [...FIXTURES, ...MORE_FIXTURES];

describe.each(ALL)("$decoder", ({ decoder, topic, key, frame, trades, ignored, unknown }) => {
  it("reads a trade frame exactly", () => {
    expect(decodeOne(recordOf(topic, key, frame)).result).toEqual({ kind: "trades", trades });
  });

  it("is the decoder that reads it", () => {
    const trace = traceDecoders(recordOf(topic, key, frame), freshContext());
    const readers = trace.filter(({ acceptsTopic, verdict }) => acceptsTopic && verdict.kind === "trades");
    expect(readers.map((entry) => entry.decoder)).toEqual([decoder]);
  });

  it.skipIf(ignored.length === 0).each(ignored)("ignores %s as %s", (other, reason) => {
    expect(decodeOne(recordOf(topic, key, other)).result).toEqual({ kind: "ignored", reason });
  });

  it.skipIf(unknown === null)("refuses a frame of an unknown type, and says which", () => {
    const { error } = decodeOne(recordOf(topic, key, unknown));
    expect(error?.stage).toBe("schema");
    expect(error?.code).toMatch(/^(UNKNOWN_EVENT|ROW_COLUMNS)$/);
    expect(error?.value).toBeTruthy();
    expect(error?.decoder).toBeTruthy();
  });
});

it("has a fixture for each decoder of the registry", () => {
  const tested = new Set([...ALL.map((fixture) => fixture.decoder), "confluent-avro"]);
  expect(DECODERS.map((decoder) => decoder.name).filter((name) => !tested.has(name))).toEqual([]);
});

it("has a row in docs/formats.md for each decoder of the registry", () => {
  const document = readFileSync(new URL("../../../docs/formats.md", import.meta.url), "utf8");
  const rows = document.split("\n").flatMap((line) => /^\| `([a-z0-9-]+)` \|/.exec(line)?.[1] ?? []);
  const names = DECODERS.map((decoder) => decoder.name);
  expect(rows.filter((name) => !["contiguous", "monotonic"].includes(name)).sort()).toEqual(names.sort());
});
