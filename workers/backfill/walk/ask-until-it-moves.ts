import type { Ask, HistoryPage } from "@/domain/gap/history/venue-history";
import type { Walk } from "./types";

const TRIES = 3;

/** Asks the same again where the answer does not get any further; null where it never does. */
export async function askUntilItMoves(
  walk: Walk,
  ask: Ask,
  moves: (page: HistoryPage) => boolean,
): Promise<HistoryPage | null> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const page = await walk.ask(ask);
    if (moves(page)) return page;
  }
  return null;
}
