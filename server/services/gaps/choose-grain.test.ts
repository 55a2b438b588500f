import { expect, it } from "vitest";
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from "@/domain/time/micros";
import { chooseGrain } from "./choose-grain";

it("takes the finest grain that has room, in whole buckets", () => {
  const from = 500 * MICROS_PER_DAY + 5;
  expect(chooseGrain({ from, to: from + MICROS_PER_HOUR })).toEqual({
    grain: "1m",
    from: 500 * MICROS_PER_DAY,
    to: 500 * MICROS_PER_DAY + 61 * MICROS_PER_MINUTE,
  });
  expect(chooseGrain({ from, to: from + MICROS_PER_DAY }).grain).toBe("1h");
  expect(chooseGrain({ from, to: from + 30 * MICROS_PER_DAY }).grain).toBe("1d");
});

it("shows the newest half year of a longer range", () => {
  const to = 5_000 * MICROS_PER_DAY;
  expect(chooseGrain({ from: 0, to })).toEqual({ grain: "1d", from: to - 184 * MICROS_PER_DAY, to });
});
