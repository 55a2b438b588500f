import { parseAsString, parseAsStringLiteral } from "nuqs/server";

/** What the Alerts page keeps in the URL, besides the top bar's. */
export const alertParams = {
  view: parseAsStringLiteral(["firing", "past"] as const).withDefault("firing"),
  /** id of the alert that is open */
  alert: parseAsString,
};
