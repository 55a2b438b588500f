import type { Query } from "@/db/client";
import { countLetters } from "@/db/queries/dead-letters/count-letters";
import { findScanEnd } from "@/db/queries/dead-letters/find-scan-end";
import { listGroupHours } from "@/db/queries/dead-letters/list-group-hours";
import { listLetterFacets } from "@/db/queries/dead-letters/list-letter-facets";
import { listLetterGroups } from "@/db/queries/dead-letters/list-letter-groups";
import { listLetters } from "@/db/queries/dead-letters/list-letters";
import { letterFilter } from "@/domain/dead-letter/letter-filter";

/** What the page asks of the database. */
export interface Question {
  name: string;
  ask(sql: Query): Promise<unknown>;
}

const PAGE = 101;
const DAY_MICROS = 86_400_000_000;

const list = (name: string, wanted: Record<string, unknown>): Question => ({
  name: `list: ${name}`,
  async ask(sql) {
    const filter = letterFilter.parse(wanted);
    const until = filter.text === null ? undefined : await findScanEnd(sql, filter, null);
    return listLetters(sql, filter, null, PAGE, until);
  },
});

/** Every kind of question, with the filters that hit much, little and nothing; `now` in µs. */
export function questions(now: number): Question[] {
  return [
    { name: "groups", ask: (sql) => listLetterGroups(sql, 50) },
    { name: "trend of the groups", ask: (sql) => listGroupHours(sql, ["cause00000000003"], 24) },
    { name: "what the list can be narrowed by", ask: (sql) => listLetterFacets(sql, 500) },
    {
      name: "count of all that wait",
      ask: (sql) => countLetters(sql, letterFilter.parse({ states: ["failed"] }), 100_001),
    },
    list("all", {}),
    list("state, common", { states: ["failed"] }),
    list("state, rare", { states: ["discarded"] }),
    list("one cause", { states: ["failed"], fingerprint: "cause00000000003" }),
    list("code", { code: "CODE_5" }),
    list("topic and partition", { topic: "market.crypto.trades.kraken.raw", partition: 8 }),
    list("symbol", { exchange: "binance", symbol: "S9" }),
    list("symbol, code and state", { exchange: "binance", symbol: "S9", code: "CODE_5", states: ["failed"] }),
    list("tries", { minAttempts: 2 }),
    list("tries, none", { minAttempts: 3 }),
    list("an old hour", { from: now - 5 * DAY_MICROS, to: now - 5 * DAY_MICROS + 3_600_000_000 }),
    list("an old hour and code", { code: "CODE_5", to: now - 3 * DAY_MICROS }),
    list("text in the payload, everywhere", { text: '"p":"n/a"' }),
    list("text in the payload, nowhere", { text: "no such bytes" }),
    list("text in the payload of one cause, nowhere", {
      fingerprint: "cause00000000003",
      text: "no such bytes",
    }),
  ];
}
