import { createParser, parseAsArrayOf, parseAsInteger } from "nuqs/server";
import type { ApiInput } from "@/app/lib/trpc/types";

export type WantedZoom = NonNullable<ApiInput["candles"]["range"]["zoom"]>;
export type Zoom = Exclude<WantedZoom, "auto">;

/** Sizes of candles in words, the finest first. */
export const ZOOM_WORDS: Record<Zoom, string> = {
  "1s": "1-second",
  "5s": "5-second",
  "15s": "15-second",
  "1m": "1-minute",
  "5m": "5-minute",
  "15m": "15-minute",
  "1h": "1-hour",
  "4h": "4-hour",
  "1d": "1-day",
  "1w": "1-week",
  "4w": "4-week",
};

export function isZoom(text: string): text is Zoom {
  return text in ZOOM_WORDS;
}

/** The chart's colours can be told apart for eight lines: the chosen instrument's and these. */
export const MAX_OTHERS = 7;

/** What the chart keeps in the URL. */
export const candleParams = {
  /** size of candles; absent: one that suits the range */
  candles: createParser<Zoom>({
    parse: (text) => (isZoom(text) ? text : null),
    serialize: (zoom) => zoom,
  }),
  /** ids of instruments to compare the chosen one with */
  compare: parseAsArrayOf(parseAsInteger).withDefault([]),
};
