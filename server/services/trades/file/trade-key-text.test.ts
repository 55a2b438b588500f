import { expect, it } from "vitest";
import { fileName } from "./file-name";
import { formatTradeKey, parseTradeKey } from "./trade-key-text";

it.each(["31415", "@1:2:3", "a~b", "=cmd|'x'"])("a row with the id %s is found again", (tradeId) => {
  const key = { instrumentId: 7, time: 1_786_276_987_123_456, tradeId };
  expect(parseTradeKey(formatTradeKey(key))).toEqual(key);
});

it.each([
  "",
  "yesterday",
  "7~2026-08-09T12:00:00Z",
  "7~2026-08-09T12:00:00Z~",
  "0~2026-08-09T12:00:00Z~1",
  "9999999999~2026-08-09T12:00:00Z~1",
  "7~noon~1",
  "7~2026-08-09T12:00:00Z~a\0b",
])("%j is no row", (text) => {
  expect(parseTradeKey(text)).toBeNull();
});

it("a file is named after its instrument and range, so that any system takes it", () => {
  const range = { from: Date.UTC(2026, 7, 9, 12) * 1_000, to: Date.UTC(2026, 7, 9, 13) * 1_000 };
  const one = { id: 1, exchange: "kraken", market: "spot", symbol: 'XBT/"USD' };
  expect(fileName([one], range, "csv")).toBe(
    "k2-trades-kraken-spot-XBT-USD-20260809T120000Z-20260809T130000Z.csv",
  );
  expect(fileName([one, one], range, "parquet")).toContain("k2-trades-2-instruments-");
});
