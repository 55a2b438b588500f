import {
  createLoader,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

export const GAP_STATES = [
  "open",
  "explained",
  "backfilling",
  "filled",
  "unrecoverable",
  "acknowledged",
] as const;

/** What the Gaps page keeps in the URL, besides the top bar's. */
export const gapsParams = {
  states: parseAsArrayOf(parseAsStringLiteral(GAP_STATES)).withDefault(["open"]),
  instrument: parseAsInteger,
  exchange: parseAsString,
};

export const loadGapsParams = createLoader(gapsParams);
