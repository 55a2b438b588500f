import type { inferParserType } from "nuqs/server";
import type { auditParams } from "@/app/audit/params";
import type { UrlRange } from "@/app/lib/url/time-range-text";

const MINUTE_MICROS = 60_000_000;

/** The URL's search as the API takes it. A relative range ends with the minute under way. */
export function questionOf(
  params: Omit<inferParserType<typeof auditParams>, "entry">,
  range: UrlRange,
  nowMicros: number,
) {
  const to = Math.ceil(nowMicros / MINUTE_MICROS) * MINUTE_MICROS;
  const span =
    "from" in range ? { from: range.from, to: range.to } : { from: to - range.lastSeconds * 1_000_000, to };
  return {
    actor: params.actor,
    action: params.act,
    text: params.q,
    ...(params.within ? span : { from: null, to: null }),
  };
}
