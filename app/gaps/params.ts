import {
  createLoader,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { GAP_CAUSES, GAP_STATES } from "@/domain/gap/types";

/** What the Gaps page keeps in the URL, besides the top bar's. */
export const gapsParams = {
  view: parseAsStringLiteral(["ledger", "backfills"] as const).withDefault("ledger"),
  states: parseAsArrayOf(parseAsStringLiteral(GAP_STATES)).withDefault(["open", "explained", "backfilling"]),
  causes: parseAsArrayOf(parseAsStringLiteral(GAP_CAUSES)).withDefault([]),
  exchange: parseAsString,
  instrument: parseAsInteger,
  /** exchange time, µs: a cell of the heatmap */
  from: parseAsInteger,
  to: parseAsInteger,
  order: parseAsStringLiteral(["newest", "largest"] as const).withDefault("newest"),
  /** the gap that is open beside the list */
  gap: parseAsString,
  /** the backfill that is */
  job: parseAsString,
};

export const loadGapsParams = createLoader(gapsParams);
