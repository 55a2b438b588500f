import { describe, expect, it } from "vitest";
import { fillSeries } from "./fill-series";

describe("fillSeries", () => {
  it("puts zeros where nothing traded, one row an exchange", () => {
    const points = [
      { exchange: "kraken", bucket: 120, trades: 5n },
      { exchange: "binance", bucket: 60, trades: 2n },
      { exchange: "binance", bucket: 180, trades: 3n },
    ];
    expect(fillSeries(points, 60, 240, 60)).toEqual({
      buckets: [60, 120, 180],
      series: [
        { exchange: "binance", trades: [2n, 0n, 3n] },
        { exchange: "kraken", trades: [0n, 5n, 0n] },
      ],
      total: 10n,
    });
  });

  it("is empty without trades", () => {
    expect(fillSeries([], 0, 120, 60)).toEqual({ buckets: [0, 60], series: [], total: 0n });
  });
});
