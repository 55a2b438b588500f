import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

export const LETTER_STATES = ["failed", "replaying", "replayed", "resolved", "discarded"] as const;

/** Which letters are meant; the list and the replay keep it in the URL alike. */
export const letterParams = {
  states: parseAsArrayOf(parseAsStringLiteral(LETTER_STATES)).withDefault(["failed"]),
  /** fingerprint of one cause */
  group: parseAsString,
  code: parseAsString,
  topic: parseAsString,
  /** `exchange~symbol` */
  market: parseAsString,
  /** tried at least so often */
  tries: parseAsInteger,
  /** occurs in the payload */
  q: parseAsString,
  /** only those set aside in the top bar's range */
  within: parseAsBoolean.withDefault(false),
};

/** What the Dead letters page keeps in the URL, besides the top bar's. */
export const deadLettersParams = {
  ...letterParams,
  view: parseAsStringLiteral(["letters", "replays"] as const).withDefault("letters"),
};

export const loadDeadLettersParams = createLoader(deadLettersParams);
