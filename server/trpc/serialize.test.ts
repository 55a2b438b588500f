import fc from "fast-check";
import superjson from "superjson";
import { expect, test } from "vitest";
import { keepSerialized, serialize } from "./serialize";

/** As over the wire. */
const sent = (value: unknown) => JSON.parse(JSON.stringify(serialize(value)));

const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);
const key = fc.oneof(fc.stringMatching(/^[a-zA-Z0-9 _-]{1,8}$/), fc.string());
const answer = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
    fc.date({ noInvalidDate: true }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0),
  ),
})).value;

test("a reader of superjson gets what was answered, whatever it was", () => {
  fc.assert(
    fc.property(answer, (value) => {
      let expected: unknown;
      try {
        expected = superjson.deserialize(JSON.parse(JSON.stringify(superjson.serialize(value))));
      } catch (refused) {
        expect(() => sent(value)).toThrow(String(refused instanceof Error ? refused.message : refused));
        return;
      }
      expect(superjson.deserialize(sent(value))).toStrictEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test("writes what superjson writes, but for equal values, which it does not look for", () => {
  const value = {
    rows: [
      { id: 2n ** 64n, price: "0.10", side: undefined },
      { id: 7n, price: "1" },
    ],
    next: null,
  };
  expect(sent(value)).toEqual(JSON.parse(JSON.stringify(superjson.serialize(value))));
  expect(sent({ one: "1" })).toEqual({ json: { one: "1" } });
  expect(sent({ a: 1n, b: 1n }).meta).toEqual({ values: { a: ["bigint"], b: ["bigint"] }, v: 1 });
});

test("leaves to superjson what it does not know: keys with dots, dates, maps, circles", () => {
  const circle: Record<string, unknown> = { n: 1n };
  circle.self = circle;
  for (const value of [
    { "a.b": 1n },
    { "a\\b": 1n },
    { at: new Date(0) },
    new Map([[1, 2n]]),
    1n,
    undefined,
    circle,
  ])
    expect(superjson.deserialize(sent(value))).toEqual(
      superjson.deserialize(JSON.parse(JSON.stringify(superjson.serialize(value)))),
    );
});

test("what several readers are sent is serialised once, and nothing else is kept", () => {
  const [shared, own] = [{ count: 1n }, { count: 1n }];
  keepSerialized(shared);
  const first = serialize(shared);
  keepSerialized(shared);
  expect(serialize(shared)).toBe(first);
  expect(serialize(own)).toEqual(first);
  expect(serialize(own)).not.toBe(serialize(own));
});
