import type { inferParserType } from "nuqs/server";
import type { letterParams } from "@/app/dead-letters/params";
import type { ApiInput } from "@/app/lib/trpc/types";
import type { UrlRange } from "@/app/lib/url/time-range-text";

type Params = inferParserType<typeof letterParams>;
type Page = ApiInput["deadLetters"]["page"];
export type LetterFilter = Omit<Page, "cursor" | "limit" | "direction">;

const MINUTE_MICROS = 60_000_000;

/** The URL's filter as the API takes it. A relative range ends with the minute under way, so that it stays the same question. */
export function filterOf(params: Params, range: UrlRange, nowMicros: number): LetterFilter {
  const [exchange = null, symbol = null] = params.market?.split("~") ?? [];
  return {
    states: params.states,
    fingerprint: params.group,
    code: params.code,
    topic: params.topic,
    exchange,
    symbol,
    minAttempts: params.tries,
    text: params.q,
    ...(params.within ? spanOf(range, nowMicros) : {}),
  };
}

function spanOf(range: UrlRange, nowMicros: number): { from: number; to: number } {
  if ("from" in range) return { from: range.from, to: range.to };
  const to = Math.ceil(nowMicros / MINUTE_MICROS) * MINUTE_MICROS;
  return { from: to - range.lastSeconds * 1_000_000, to };
}

/** Whether anything but the state narrows the list. */
export function isNarrowed({ group, code, topic, market, tries, q, within }: Params): boolean {
  return [group, code, topic, market, tries, q].some((value) => value !== null) || within;
}
