import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const LETTER_STATES = ["failed", "replaying", "replayed", "resolved", "discarded"] as const;

/** What the Dead letters page keeps in the URL, besides the top bar's. */
export const deadLettersParams = {
  states: parseAsArrayOf(parseAsStringLiteral(LETTER_STATES)).withDefault(["failed"]),
  /** fingerprint of one group */
  group: parseAsString,
};

export const loadDeadLettersParams = createLoader(deadLettersParams);
