import type { Query, QueryCache } from "@tanstack/react-query";

/** What draws so fast is not held back: a chart or a long table on a machine that has the time. */
const FREE_MS = 40;
/** What takes longer is drawn so much less often: for each ms so many between two drawings. */
const PARTS = 40;
/** Nothing waits longer because of it. */
const LONGEST_MS = 10_000;
/** A drawing that took longer tells no more. */
const MOST_MS = FREE_MS + LONGEST_MS / PARTS;
/** Weight of the newest drawing: a single slow one is no reason yet. */
const NEWEST = 0.4;

/**
 * How long to wait between two drawings of something that takes so long to draw. A page with more to do than its machine
 * has time for draws less often, first of all what is dear to draw, so that what one does with it still answers.
 * @param tookMs from the answer to the frame that shows it
 */
export function paced(milliseconds: number, tookMs: number): number {
  return Math.max(milliseconds, Math.min(LONGEST_MS, (tookMs - FREE_MS) * PARTS));
}

/** How long it takes to draw something that is drawn again and again. */
export class DrawingTime {
  /** ms on average */
  took = 0;

  /** Call it when what is to be drawn is there. */
  begin(): void {
    const began = performance.now();
    afterFrame(() => {
      const took = Math.min(MOST_MS, performance.now() - began);
      this.took += NEWEST * (took - this.took);
    });
  }
}

/** Calls back once the next frame is drawn. Pages out of sight draw none. */
function afterFrame(done: () => void): void {
  if (!document.hidden) requestAnimationFrame(() => setTimeout(done));
}

const times = new WeakMap<object, DrawingTime>();

/** A question's interval: `refetchInterval: pacedQuery(1_000)`. */
export function pacedQuery(milliseconds: number): (query: object) => number {
  return (query) => paced(milliseconds, times.get(query)?.took ?? 0);
}

/**
 * Takes the time from each answer of these questions to the frame that shows it.
 * @returns what ends it
 */
export function watchDrawings(queries: Pick<QueryCache, "subscribe">): () => void {
  return queries.subscribe((event) => {
    if (event.type === "updated" && event.action.type === "success") timeOf(event.query)?.begin();
  });
}

/** None for a first answer: with it come a table's rows and a chart's canvas. */
function timeOf(query: Query): DrawingTime | undefined {
  if (query.state.dataUpdateCount <= 1 || query.getObserversCount() === 0) return undefined;
  const known = times.get(query);
  if (known !== undefined) return known;
  const time = new DrawingTime();
  times.set(query, time);
  return time;
}
