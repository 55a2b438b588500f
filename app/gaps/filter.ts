import type { inferParserType } from "nuqs/server";
import type { gapsParams } from "@/app/gaps/params";
import type { ApiInput } from "@/app/lib/trpc/types";

type Params = inferParserType<typeof gapsParams>;
export type GapQuestion = Omit<ApiInput["gaps"]["page"], "cursor" | "limit" | "direction">;

/** The URL's filter as the API takes it. */
export function questionOf({ states, causes, exchange, instrument, from, to, order }: Params): GapQuestion {
  return { states, causes, exchange, instrumentId: instrument, from, to, order };
}

/** Whether anything but the state narrows the list. */
export function isNarrowed({ causes, exchange, instrument, from }: Params): boolean {
  return causes.length > 0 || exchange !== null || instrument !== null || from !== null;
}
