import { createLoader, createParser, parseAsBoolean } from "nuqs/server";
import { isZone } from "@/app/lib/format/zones";
import { formatRange, parseRange, type UrlRange } from "@/app/lib/url/time-range-text";

const DEFAULT_RANGE: UrlRange = { lastSeconds: 3_600 };

const parseAsRange = createParser<UrlRange>({
  parse: parseRange,
  serialize: formatRange,
  eq: (a, b) => formatRange(a) === formatRange(b),
});

const parseAsZone = createParser<string>({
  parse: (text) => (isZone(text) ? text : null),
  serialize: (zone) => zone,
});

/** What the top bar sets, for every page. In the URL, so that a link shows another person the same. */
export const globalParams = {
  range: parseAsRange.withDefault(DEFAULT_RANGE),
  /** an IANA zone for everything that is printed */
  tz: parseAsZone.withDefault("UTC"),
  /** whether pages follow the clock; `false` is paused */
  live: parseAsBoolean.withDefault(true),
};

/** The same on the server: `const { range } = await loadGlobalParams(searchParams)`. */
export const loadGlobalParams = createLoader(globalParams);
