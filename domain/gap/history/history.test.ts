import { describe, expect, it } from "vitest";
import { decodeOne, recordOf } from "../../trade/decode/testing/decode-one";
import { parseJson } from "../../trade/json/parse-json";
import type { HistoryVenue } from "../backfill/venues";
import { historyOf } from "./history-of";
import { judgeAnswer } from "./judge-answer";
import { restPair } from "./kraken-history";
import { VenueRefusal } from "./venue-history";

const NOW = Date.UTC(2026, 0, 1);

describe("judgeAnswer", () => {
  it.each([
    [429, "7", { kind: "wait", seconds: 7, banned: false }],
    [429, undefined, { kind: "wait", seconds: 5, banned: false }],
    [429, "soon", { kind: "wait", seconds: 5, banned: false }],
    [418, "3600", { kind: "wait", seconds: 3_600, banned: true }],
    [418, new Date(NOW + 30_000).toUTCString(), { kind: "wait", seconds: 30, banned: true }],
    [503, undefined, { kind: "retry", reason: "the venue answered 503" }],
    [200, undefined, { kind: "read" }],
  ])("takes %d with Retry-After %s", (status, after, verdict) => {
    expect(judgeAnswer(status, after, "", NOW)).toEqual(verdict);
  });

  it("gives up where the next answer will be the same, and shows what the venue said", () => {
    expect(judgeAnswer(400, undefined, '{"code":-1121,"msg":"Invalid symbol."}', NOW)).toEqual({
      kind: "give-up",
      reason: 'the venue refuses with 400: {"code":-1121,"msg":"Invalid symbol."}',
    });
  });
});

/** A page's first row, published and read again as ingest does. */
function throughIngest(venue: HistoryVenue, symbol: string, body: string) {
  const page = historyOf(venue).read(parseJson(body), symbol);
  const [row] = page.rows;
  if (row === undefined) throw new Error("no row could be read");
  const { result } = decodeOne(recordOf(`market.crypto.trades.${venue}.raw`, symbol, row.frame));
  return { row, result };
}

describe("a row of a venue's history", () => {
  it("is read by ingest as the feed's own frame, digit for digit", () => {
    const cases = [
      [
        "binance",
        "BTCUSDT",
        '[{"id":9007199254740993,"price":"96007.50000000","qty":"0.00010000","quoteQty":"9.6","time":1750000000123,"isBuyerMaker":true,"isBestMatch":true}]',
        {
          tradeId: "9007199254740993",
          price: "96007.50000000",
          timeMicros: 1_750_000_000_123_000,
          side: "sell",
        },
      ],
      [
        "coinbase",
        "BTC-USD",
        '[{"trade_id":12,"side":"buy","size":"0.5","price":"97.10","time":"2025-06-15T15:06:40.123456Z"}]',
        { tradeId: "12", price: "97.10", timeMicros: 1_750_000_000_123_456, side: "sell" },
      ],
      [
        "kraken",
        "BTC/USD",
        '{"error":[],"result":{"XXBTZUSD":[["98329.50000","0.00100000",1750000000.1234567,"b","m","",77]],"last":"1750000000123456789"}}',
        { tradeId: "77", price: "98329.50000", timeMicros: 1_750_000_000_123_456, side: "buy" },
      ],
    ] as const;
    for (const [venue, symbol, body, wanted] of cases) {
      const { row, result } = throughIngest(venue, symbol, body);
      const [trade] = result?.kind === "trades" ? result.trades : [];
      expect(trade).toMatchObject({ ...wanted, symbol, exchange: venue, sequence: BigInt(wanted.tradeId) });
      expect(row).toMatchObject({ sequence: BigInt(wanted.tradeId), timeMicros: wanted.timeMicros });
    }
  });

  it("that cannot be read costs no other", () => {
    const page = historyOf("binance").read(
      parseJson(
        '[{"id":1,"price":"x","qty":"1","time":1750000000123,"isBuyerMaker":true},{"id":2,"price":"1","qty":"1","time":1750000000124,"isBuyerMaker":false}]',
      ),
      "BTCUSDT",
    );
    expect(page.unreadable).toBe(1);
    expect(page.rows.map((row) => row.sequence)).toEqual([2n]);
  });
});

describe("Kraken", () => {
  it("tells its errors with status 200", () => {
    const kindOf = (text: string) => {
      try {
        historyOf("kraken").read(parseJson(`{"error":["${text}"]}`), "BTC/USD");
      } catch (error) {
        return error instanceof VenueRefusal ? error.kind : error;
      }
      return "none";
    };
    expect(kindOf("EGeneral:Too many requests")).toBe("busy");
    expect(kindOf("EService:Unavailable")).toBe("temporary");
    expect(kindOf("EQuery:Unknown asset pair")).toBe("for-good");
  });

  it("still calls some assets by their old names", () => {
    expect(restPair("BTC/USD")).toBe("XBTUSD");
    expect(restPair("DOGE/EUR")).toBe("XDGEUR");
    expect(restPair("ETH/USD")).toBe("ETHUSD");
  });
});
