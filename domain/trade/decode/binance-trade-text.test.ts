import fc from "fast-check";
import { expect, it } from "vitest";
import { DecodeError } from "../decode-error";
import { readBinanceTradeText } from "./binance-trade-text";
import { Frame } from "./frame";
import { parseTopic } from "./parse-topic";
import { decodeRecord } from "./registry";
import { freshContext } from "./testing/decode-one";

const SPOT =
  '{"stream":"btcusdt@trade","data":{"e":"trade","E":1723161258769,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.00140000","T":1723161258762,"m":true,"M":true}}';
const SPOT_2023 =
  '{"e":"trade","E":1680652800000,"s":"BTCUSDT","t":3071245454,"p":"28165.47","q":"0.00056","b":20720542158,"a":20720542592,"T":1680652799999,"m":false,"M":true}';
const FUTURES =
  '{"stream":"ethusd_perp@trade","data":{"e":"trade","E":1723161258769,"T":1723161258762,"s":"ETHUSD_PERP","t":805376266,"p":"2682.18","q":"1","X":"MARKET","m":false}}';

function outcome(topic: string, text: string): unknown {
  try {
    return decodeRecord(
      { topic, key: null, value: Buffer.from(text, "latin1"), headers: undefined },
      freshContext(),
    );
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { code, path, stage } = error.detail;
    return { code, path, stage };
  }
}

const isShort = (topic: string, text: string) => {
  const parts = parseTopic(topic);
  if (parts === null) throw new Error(topic);
  const value = Buffer.from(text, "latin1");
  return (
    readBinanceTradeText(new Frame({ topic, key: null, value, headers: undefined }, value, parts)) !== null
  );
};

const TOPICS = ["market.crypto.trades.binance.raw", "market.crypto.trades.binance-usdm.raw"] as const;

it.each([SPOT, SPOT_2023, FUTURES])("takes the short way for %s", (text) => {
  expect(isShort(TOPICS[0], text)).toBe(true);
  expect(outcome(TOPICS[0], text)).toMatchObject({ kind: "trades" });
});

it("gives what the JSON reader gives, which a leading blank asks for, whatever is done to a frame", () => {
  const pieces = fc.constantFrom(
    "0",
    "9",
    "-",
    ".",
    "e",
    '"',
    ",",
    "{",
    "}",
    "]",
    "\\",
    " ",
    "\0",
    "\xe9",
    "true",
    "null",
    '"t":1,',
    '"s":"ETHUSDT",',
    "99999999999999999",
  );
  const edit = fc.record({
    at: fc.nat(200),
    cut: fc.integer({ min: 0, max: 3 }),
    put: fc.oneof(fc.constant(""), pieces),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(SPOT, SPOT_2023, FUTURES),
      fc.constantFrom(...TOPICS),
      fc.array(edit, { maxLength: 3 }),
      (frame, topic, edits) => {
        const text = edits.reduce<string>(
          (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
          frame,
        );
        expect(isShort(topic, ` ${text}`)).toBe(false);
        expect(outcome(topic, text)).toEqual(outcome(topic, ` ${text}`));
      },
    ),
    { numRuns: 3_000 },
  );
});

it.each([
  ["numbers beyond 15 digits", SPOT.replace("3735683259", "9007199254740993")],
  ["microseconds", SPOT.replaceAll("1723161258762", "1723161258762123")],
  ["a leading zero", SPOT.replace("3735683259", "03735683259")],
  ["a number that comes twice", SPOT.replace('"q":', '"t":5,"q":')],
  ["two instruments", SPOT.replace("BTCUSDT", "ETHUSDT")],
  ["a price of zero", SPOT.replace("61837.63000000", "0.00")],
])("agrees about %s", (_, text) => {
  expect(outcome(TOPICS[0], text)).toEqual(outcome(TOPICS[0], ` ${text}`));
});
