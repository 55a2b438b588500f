import type { Query, QueryCache } from "@tanstack/react-query";

/** A machine that has the time takes no longer, for a chart or a long table either. */
const FREE_MS = 40;
/** With each further so many ms it is drawn once less often, and so many times less often at most. */
const RULES = {
  cheap: { stepMs: 40, mostTimes: 4 },
  dear: { stepMs: 15, mostTimes: 20 },
} as const;
/** Nothing waits longer because of it. */
const LONGEST_MS = 20_000;
/** A drawing that took longer tells no more. */
const MOST_MS = FREE_MS + RULES.dear.stepMs * RULES.dear.mostTimes;
/** Weight of the newest drawing. */
const NEWEST = 0.4;

/** What an answer takes to draw: a chart or a long table holds a slow machine longer than some figures do. */
export type Drawing = keyof typeof RULES;

/**
 * How long to wait between two drawings of something that takes so long to draw. A page with more to do than its machine
 * has time for draws less often, first of all what is dear to draw, so that what one does with it still answers.
 * @param milliseconds that an idle machine waits
 * @param tookMs from the answer to the frame that shows it
 */
export function paced(milliseconds: number, tookMs: number, drawing: Drawing = "cheap"): number {
  const { stepMs, mostTimes } = RULES[drawing];
  const times = Math.min(mostTimes, (tookMs - FREE_MS) / stepMs);
  return Math.max(milliseconds, Math.min(LONGEST_MS, milliseconds * times));
}

/** How long it takes to draw something that is drawn again and again. */
export class DrawingTime {
  #took: number | null = null;

  /** ms on average */
  get took(): number {
    return this.#took ?? 0;
  }

  /** Call it when what is to be drawn is there. */
  begin(): void {
    const began = performance.now();
    afterFrame(() => {
      const took = Math.min(MOST_MS, performance.now() - began);
      this.#took = this.#took === null ? took : this.#took + NEWEST * (took - this.#took);
    });
  }
}

/** Calls back once the next frame is drawn, unless the page is out of sight, or goes there: then it draws none for long. */
function afterFrame(done: () => void): void {
  if (document.hidden) return;
  const turned = new AbortController();
  document.addEventListener("visibilitychange", () => turned.abort(), { once: true, signal: turned.signal });
  const drawn = () => {
    if (turned.signal.aborted) return;
    turned.abort();
    done();
  };
  requestAnimationFrame(() => setTimeout(drawn));
}

const times = new WeakMap<object, DrawingTime>();

/** A question's interval: `refetchInterval: pacedQuery(1_000)`. */
export function pacedQuery(milliseconds: number, drawing: Drawing = "cheap"): (query: object) => number {
  return (query) => paced(milliseconds, times.get(query)?.took ?? 0, drawing);
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
