import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CandleRow } from "@/db/queries/web/read-candles";
import { splitKept } from "./split-kept";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

const candle = (bucket: number, trades: bigint): CandleRow => ({
  bucket,
  open: "1",
  high: "1",
  low: "1",
  close: "1",
  volume: "1",
  notional: "1",
  buyVolume: "1",
  sellVolume: "0",
  trades,
});

describe("splitKept", () => {
  it("takes a minute whose count is right, makes others, and the candle that the range cuts", () => {
    const kept = [candle(0, 3n), candle(30 * SECOND, 2n), candle(MINUTE, 4n), candle(2 * MINUTE, 1n)];
    const minutes = [
      { bucket: 0, trades: 5n },
      // Got a trade since.
      { bucket: MINUTE, trades: 5n },
      { bucket: 2 * MINUTE, trades: 1n },
      { bucket: 3 * MINUTE, trades: 9n },
    ];
    const to = 3 * MINUTE + 7 * SECOND + 500;
    expect(splitKept({ kept, minutes, from: 15 * SECOND, to, step: 5 * SECOND })).toEqual({
      candles: [kept[1], kept[3]],
      stretches: [
        { from: MINUTE, to: 2 * MINUTE },
        { from: 3 * MINUTE, to },
      ],
    });
    expect(splitKept({ kept, minutes, from: 0, to: 2 * MINUTE + 3, step: SECOND }).stretches).toEqual([
      { from: MINUTE, to: 2 * MINUTE + 3 },
    ]);
    expect(
      splitKept({ kept, minutes: minutes.slice(0, 1), from: 0, to: 31 * SECOND + 3, step: SECOND }),
    ).toEqual({
      candles: [kept[0], kept[1]],
      stretches: [{ from: 31 * SECOND, to: 31 * SECOND + 3 }],
    });
  });

  it("covers each moment of each minute that holds trades exactly once", () => {
    const minuteKinds = fc.array(fc.constantFrom("right", "late", "none", "quiet"), {
      minLength: 1,
      maxLength: 6,
    });
    const step = fc.constantFrom(SECOND, 5 * SECOND, 15 * SECOND);
    const at = fc.integer({ min: 0, max: 6 * MINUTE });
    fc.assert(
      fc.property(minuteKinds, step, at, at, (kinds, length, begin, most) => {
        const from = Math.floor(begin / length) * length;
        const to = from + 1 + most;
        const touched = kinds
          .map((kind, index) => ({ kind, bucket: index * MINUTE }))
          .filter(({ bucket }) => bucket + MINUTE > from && bucket < to);
        const kept = touched
          .filter(({ kind }) => kind === "right" || kind === "late")
          .flatMap(({ bucket }) =>
            Array.from({ length: MINUTE / length }, (_, index) => candle(bucket + index * length, 1n)),
          );
        const minutes = touched
          .filter(({ kind }) => kind !== "none")
          .map(({ kind, bucket }) => ({
            bucket,
            trades: BigInt(MINUTE / length) + (kind === "late" ? 1n : 0n),
          }));
        const { candles, stretches } = splitKept({ kept, minutes, from, to, step: length });
        const covered = [
          ...candles.map(({ bucket }) => ({ from: bucket, to: bucket + length })),
          ...stretches,
        ].sort((a, b) => a.from - b.from);
        let time = 0;
        for (const part of covered) {
          expect(part.from).toBeGreaterThanOrEqual(time);
          expect(part.to).toBeGreaterThan(part.from);
          time = part.to;
        }
        const sum = covered.reduce((total, part) => total + part.to - part.from, 0);
        const wanted = minutes.reduce(
          (total, { bucket }) => total + Math.min(to, bucket + MINUTE) - Math.max(from, bucket),
          0,
        );
        expect(sum).toBe(wanted);
      }),
    );
  });
});
