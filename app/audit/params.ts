import { createLoader, parseAsBoolean, parseAsInteger, parseAsString } from "nuqs/server";

/** What the Audit page keeps in the URL, besides the top bar's. */
export const auditParams = {
  actor: parseAsString,
  act: parseAsString,
  /** occurs in the subject, the reason or the outcome */
  q: parseAsString,
  /** only acts in the top bar's range */
  within: parseAsBoolean.withDefault(false),
  /** the act whose panel is open */
  entry: parseAsInteger,
};

export const loadAuditParams = createLoader(auditParams);
