import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecodeError } from "../decode-error";
import { fingerprint } from "../fingerprint";
import { SchemaPending } from "./avro/schema-lookup";
import { decodeRecord } from "./registry";
import { avroFixture } from "./testing/avro-fixture";
import { freshContext, recordOf } from "./testing/decode-one";
import { FIXTURES } from "./testing/fixtures";
import { MORE_FIXTURES } from "./testing/more-fixtures";
import { traceDecoders } from "./trace-decoders";

const JSON_LIKE = [...FIXTURES, ...MORE_FIXTURES];
const RUNS = { numRuns: 400, interruptAfterTimeLimit: 20_000 };

/** Decodes, and accepts a result, a `DecodeError` that can be stored, or `SchemaPending`; all else fails the test. */
function mustBeTyped(topic: string, key: Buffer | null, value: Buffer): void {
  const context = { ...freshContext(), schemas: avroFixture.schemas };
  const record = { topic, key, value, headers: undefined };
  try {
    decodeRecord(record, context);
  } catch (error) {
    if (error instanceof SchemaPending) return;
    if (!(error instanceof DecodeError)) throw error;
    const { detail } = error;
    expect(detail.value === null || detail.value.length <= 200).toBe(true);
    const texts = [detail.message, detail.path, detail.value, detail.instrument?.symbol].join("");
    // PostgreSQL's text takes neither NUL nor half a surrogate pair.
    expect(texts).not.toContain("\0");
    expect(Buffer.from(texts, "utf8").toString("utf8")).toBe(texts);
    expect(fingerprint(detail)).toMatch(/^[0-9a-f]{16}$/);
  }
}

/** A frame after some damage: bytes changed, put in or cut out. */
function damaged(frame: Buffer): fc.Arbitrary<Buffer> {
  const edit = fc.record({
    at: fc.nat(Math.max(0, frame.length - 1)),
    cut: fc.integer({ min: 0, max: 6 }),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc
        .constantFrom(
          "null",
          "-1",
          "1e400",
          '"',
          "[",
          "{",
          "9".repeat(30),
          '"__proto__":1,',
          "\\ud800",
          "\\u0000",
        )
        .map((text) => Buffer.from(text)),
    ),
  });
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => {
    let out = frame;
    for (const { at, cut, put } of edits) {
      out = Buffer.concat([out.subarray(0, at), put, out.subarray(at + cut)]);
    }
    return out;
  });
}

/** A frame whose fields hold any JSON. */
function refilled(frame: string): fc.Arbitrary<Buffer> {
  const gaps = [...frame.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?/g)];
  const choice = fc.record({ at: fc.nat(Math.max(0, gaps.length - 1)), json: fc.json({ maxDepth: 2 }) });
  return choice.map(({ at, json }) => {
    const gap = gaps[at];
    if (gap === undefined) return Buffer.from(frame);
    return Buffer.from(frame.slice(0, gap.index) + json + frame.slice(gap.index + gap[0].length));
  });
}

describe.each(JSON_LIKE)("$decoder", ({ topic, key, frame }) => {
  const keys = fc.option(fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes)));
  const given = key === null ? null : Buffer.from(key);

  it("throws its typed error only, whatever the bytes", () => {
    fc.assert(
      fc.property(keys, fc.uint8Array({ maxLength: 300 }), (anyKey, bytes) => {
        mustBeTyped(topic, anyKey, Buffer.from(bytes));
      }),
      RUNS,
    );
  });

  it("throws its typed error only, whatever the JSON", () => {
    fc.assert(
      fc.property(keys, fc.json({ maxDepth: 6 }), (anyKey, json) =>
        mustBeTyped(topic, anyKey, Buffer.from(json)),
      ),
      RUNS,
    );
  });

  it("throws its typed error only, however a frame is damaged", () => {
    fc.assert(
      fc.property(damaged(Buffer.from(frame)), (bytes) => mustBeTyped(topic, given, bytes)),
      RUNS,
    );
    fc.assert(
      fc.property(refilled(frame), (bytes) => mustBeTyped(topic, given, bytes)),
      RUNS,
    );
  });
});

describe.each(avroFixture.frames)("confluent-avro $name", ({ bytes }) => {
  it("throws its typed error only, however a record is damaged", () => {
    fc.assert(
      fc.property(damaged(bytes), (changed) => mustBeTyped(avroFixture.topic, null, changed)),
      { ...RUNS, numRuns: 2000 },
    );
  });
});

it("traces any record without throwing", () => {
  const topics = fc.oneof(fc.constantFrom(...JSON_LIKE.map((fixture) => fixture.topic)), fc.string());
  const values = fc.oneof(
    fc.constantFrom(...JSON_LIKE.map((fixture) => fixture.frame)),
    fc.json(),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(topics, values, (topic, value) => {
      traceDecoders(recordOf(topic, null, value), freshContext());
    }),
    RUNS,
  );
});
