import type { GapState } from "./types";

/** What may happen to a gap. */
export type GapEvent =
  /** the explain step found what explains all of it, or found out that nothing does */
  | { kind: "settled"; as: "open" | "explained" | "unrecoverable" }
  | { kind: "backfill-started" }
  /** the job is over, however it ended; `as` is where the gap rests now */
  | { kind: "backfill-ended"; as: "open" | "explained" | "unrecoverable" }
  | { kind: "acknowledged" }
  /** the time of an acknowledgement has passed, or somebody took it back */
  | { kind: "reopened"; as: "open" | "explained" | "unrecoverable" }
  /** its last missing number came */
  | { kind: "emptied" };

/** The state after an event; null where the event may not happen in this state. */
export function nextState(state: GapState, event: GapEvent): GapState | null {
  if (state === "filled") return null;
  switch (event.kind) {
    case "emptied":
      return "filled";
    case "settled":
      return state === "open" || state === "explained" || state === "unrecoverable" ? event.as : null;
    case "backfill-started":
      return state === "backfilling" ? null : "backfilling";
    case "backfill-ended":
      return state === "backfilling" ? event.as : null;
    case "acknowledged":
      return state === "backfilling" ? null : "acknowledged";
    case "reopened":
      return state === "acknowledged" ? event.as : null;
  }
}

/** The states from which a gap may take this step; for a compare-and-set in SQL. */
export function statesBefore(kind: Exclude<GapEvent["kind"], "emptied">): GapState[] {
  const event: GapEvent =
    kind === "backfill-started" || kind === "acknowledged" ? { kind } : { kind, as: "open" };
  const all: GapState[] = ["open", "explained", "backfilling", "unrecoverable", "acknowledged"];
  return all.filter((state) => nextState(state, event) !== null);
}
