import { nowMicros } from "@/server/clock";
import { compareCandles, compareInput, compareOutput } from "@/server/services/candles/compare-candles";
import {
  candleRangeInput,
  candleRangeOutput,
  readCandleRange,
} from "@/server/services/candles/read-candle-range";
import { procedure, router } from "@/server/trpc/init";

export const candlesRouter = router({
  range: procedure("viewer")
    .input(candleRangeInput)
    .output(candleRangeOutput)
    .query(({ input }) => readCandleRange(input, nowMicros())),
  compare: procedure("viewer")
    .input(compareInput)
    .output(compareOutput)
    .query(({ input }) => compareCandles(input, nowMicros())),
});
