import type { inferParserType } from "nuqs/server";
import { filterOf } from "@/app/dead-letters/filter";
import type { replayParams } from "@/app/dead-letters/replay/params";
import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiInput } from "@/app/lib/trpc/types";
import type { UrlRange } from "@/app/lib/url/time-range-text";

export type Selection = ApiInput["replay"]["plan"]["selection"];
type Params = inferParserType<typeof replayParams>;

/** The letters that the URL means. */
export function selectionOf(params: Params, range: UrlRange, nowMicros: number): Selection {
  if (params.ids !== null && params.ids.length > 0) return { kind: "ids", ids: params.ids };
  return { kind: "filter", filter: filterOf(params, range, nowMicros) };
}

/** A selection in words; `code` is that of the cause, where it is known. */
export function selectionText(selection: Selection, cause?: string): string {
  if (selection.kind === "ids") {
    const [first] = selection.ids;
    return selection.ids.length === 1
      ? `letter ${first}`
      : `${groupThousands(selection.ids.length)} picked letters`;
  }
  const { fingerprint, code, topic, exchange, symbol, minAttempts, text, states, from } = selection.filter;
  const parts = [
    fingerprint && `one cause (${cause ?? fingerprint})`,
    code && `code ${code}`,
    topic && `topic ${topic}`,
    symbol && `market ${exchange ?? ""} ${symbol}`,
    minAttempts && `tried ${minAttempts} times or more`,
    text && `payload contains “${text}”`,
    from && "in the chosen range",
    states && states.length > 0 && !(states.length === 1 && states[0] === "failed") && states.join(", "),
  ].filter((part) => typeof part === "string" && part !== "");
  return parts.length === 0 ? "all letters that wait" : `letters with ${parts.join(", ")}`;
}
