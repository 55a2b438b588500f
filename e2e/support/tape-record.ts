import type { Page } from "@playwright/test";
import { expect } from "@/e2e/support/test";

/** One event of a page's tape: which trades it brought, and how many were only counted. */
export interface TapeEvent {
  keys: string[];
  skipped: string;
}

declare global {
  interface Window {
    /** what the page was given of the tape, event by event */
    k2Events: TapeEvent[];
  }
}

/**
 * Put into a page before its own scripts: writes down what the shared stream gives it, without what is still on its way
 * when the page has closed a subscription. As a string: a function would
 * come with helpers of the transpiler that a page does not have.
 */
export const RECORD_TAPE = `
  window.k2Events = [];
  const Native = window.SharedWorker;
  window.SharedWorker = class extends Native {
    constructor(...given) {
      super(...given);
      const closed = new Set();
      const post = this.port.postMessage.bind(this.port);
      this.port.postMessage = (message) => {
        if (message.kind === "close") closed.add(message.id);
        post(message);
      };
      this.port.addEventListener("message", ({ data: message }) => {
        if (closed.has(message.id)) return;
        for (const result of message.results ?? []) {
          const event = result.type === "data" ? result.data.data : undefined;
          if (Array.isArray(event?.trades))
            window.k2Events.push({ keys: event.trades.map((trade) => trade.key), skipped: String(event.skipped) });
        }
      });
    }
  };`;

export const tapeEvents = (page: Page): Promise<TapeEvent[]> => page.evaluate(() => window.k2Events);

/** What the page itself has counted as shown. */
export const received = (page: Page): Promise<number> =>
  page.getByTestId("tape").getAttribute("data-received").then(Number);

/**
 * Nothing came twice, and from the opening's end up to the last event, source by source, nothing is missing but what was
 * counted. @returns of how many trades that is true
 */
export function expectWhole(events: readonly TapeEvent[], stored: ReadonlySet<string>): number {
  const [opening, ...later] = events;
  const keys = events.flatMap((event) => event.keys);
  expect(new Set(keys).size).toBe(keys.length);
  const openingKeys = opening?.keys ?? [];
  const expected = [...stored].filter((key) => {
    const source = sourceOf(key);
    return offsetOf(key) > furthest(openingKeys, source) && offsetOf(key) <= furthest(keys, source);
  });
  const shown = new Set(keys);
  const missed = expected.filter((key) => !shown.has(key));
  const skipped = later.reduce((sum, event) => sum + BigInt(event.skipped), 0n);
  expect(BigInt(missed.length)).toBe(skipped);
  return expected.length;
}

const offsetOf = (key: string) => BigInt(key.split(":")[1] ?? "0");
const sourceOf = (key: string) => key.split(":")[0] ?? "";

function furthest(keys: readonly string[], source: string): bigint {
  return keys
    .filter((key) => sourceOf(key) === source)
    .map(offsetOf)
    .reduce((a, b) => (a > b ? a : b), 0n);
}
