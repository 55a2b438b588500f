import type { z } from "zod";
import type { candleRangeInput } from "@/server/services/candles/read-candle-range";
import { chooseZoom, ZOOMS } from "@/server/services/candles/zoom";
import { END, FIRST } from "./fill-trades";

export type CandleInput = z.input<typeof candleRangeInput>;

const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From a minute to ten years: longer than the month of data, so that it asks for all. */
const SPANS = [
  { name: "1 minute", length: MINUTE },
  { name: "5 minutes", length: 5 * MINUTE },
  { name: "33 minutes", length: 33 * MINUTE },
  { name: "1 hour", length: HOUR },
  { name: "8 hours", length: 8 * HOUR },
  { name: "33 hours", length: 33 * HOUR },
  { name: "7 days", length: 7 * DAY },
  { name: "30 days", length: END - FIRST },
  { name: "10 years", length: 3_650 * DAY },
] as const;

export interface CandleQuestion {
  name: string;
  input(random: () => number): CandleInput;
}

/** Every span in every size of candles that it allows, and unasked; the loudest market, somewhere in the month. */
export function candleQuestions(): CandleQuestion[] {
  return SPANS.flatMap(({ name, length }) =>
    // A size that the range is too long for is answered by another, which is asked for as well.
    (
      ["auto", ...ZOOMS.filter((zoom) => chooseZoom({ from: 0, to: length }, zoom).zoom === zoom)] as const
    ).map((zoom) => ({
      name: `${name} in ${zoom}`,
      input: (random: () => number) => {
        const free = END - FIRST - length;
        const from = free > 0 ? FIRST + Math.floor(random() * free) : END - length;
        return { instrumentId: 1, range: { from, to: from + length }, zoom };
      },
    })),
  );
}
