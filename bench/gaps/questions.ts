import type { createCaller } from "@/server/trpc/root";

type Caller = ReturnType<typeof createCaller>;

/** What the page asks of the API. */
export interface Question {
  name: string;
  ask(caller: Caller): Promise<unknown>;
}

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;

/** Every kind of question, with filters that hit much, little and nothing; `now` in µs. */
export function questions(now: number, middleGap: string): Question[] {
  const page = (name: string, input: Parameters<Caller["gaps"]["page"]>[0]): Question => ({
    name: `page: ${name}`,
    ask: (caller) => caller.gaps.page(input),
  });
  const heat = (name: string, input: Parameters<Caller["gaps"]["completeness"]>[0]): Question => ({
    name: `heatmap: ${name}`,
    ask: (caller) => caller.gaps.completeness(input),
  });
  const waiting = ["open", "explained", "backfilling"] as ("open" | "explained" | "backfilling")[];
  return [
    page("all that wait, newest", { states: waiting }),
    page("all that wait, largest", { states: waiting, order: "largest" }),
    page("a rare state", { states: ["unrecoverable"] }),
    page("a state that does not occur", { states: ["backfilling"] }),
    page("one cause", { states: waiting, causes: ["partition-lost"] }),
    page("one exchange, largest", { exchange: "kraken", order: "largest" }),
    page("one instrument", { instrumentId: 7 }),
    page("one instrument, an old hour", { instrumentId: 7, from: now - 9 * DAY, to: now - 9 * DAY + HOUR }),
    page("an old hour of all", { from: now - 9 * DAY, to: now - 9 * DAY + HOUR }),
    page("an old hour of all, largest", { from: now - 9 * DAY, to: now - 9 * DAY + HOUR, order: "largest" }),
    page("half a month, largest", { from: now - 20 * DAY, to: now - 5 * DAY, order: "largest" }),
    { name: "counts", ask: (caller) => caller.gaps.counts({}) },
    { name: "counts of one instrument", ask: (caller) => caller.gaps.counts({ instrumentId: 7 }) },
    { name: "one gap with its explanation", ask: (caller) => caller.gaps.one({ id: middleGap }) },
    heat("an hour by the minute", { range: { from: now - HOUR, to: now } }),
    heat("two days by the hour", { range: { from: now - 2 * DAY, to: now } }),
    heat("thirty days by the day", { range: { from: now - 30 * DAY, to: now } }),
    heat("thirty days, the last of 500", { range: { from: now - 30 * DAY, to: now }, offset: 475 }),
    heat("two days of one exchange", { range: { from: now - 2 * DAY, to: now }, exchange: "okx" }),
    { name: "what needs a person", ask: (caller) => caller.attention.list({}) },
    {
      name: "candles of an hour with what they miss",
      ask: (caller) => caller.candles.range({ instrumentId: 7, range: { from: now - HOUR, to: now } }),
    },
    {
      name: "candles of a month with what they miss",
      ask: (caller) => caller.candles.range({ instrumentId: 7, range: { from: now - 30 * DAY, to: now } }),
    },
  ];
}
