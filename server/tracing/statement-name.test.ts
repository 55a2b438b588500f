import { expect, it } from "vitest";
import { statementName } from "./statement-name";

it.each<[string, readonly string[]]>([
  ["SELECT trades instruments", ["select * from trades t join instruments i on i.id = ", ""]],
  [
    "SELECT gap_counts instruments",
    [
      "with c as (select instrument_id from gap_counts where exchange = ",
      ") select * from c join instruments i on true cross join lateral (select 1) x",
    ],
  ],
  ["INSERT audit_log", ["insert into audit_log (actor) values (", ") returning id"]],
  ["UPDATE alerts", ["update alerts set closed_at = now() where id = any(", ")"]],
  ["DELETE lag_samples", ["delete from lag_samples where sampled_at < ", ""]],
  ["UPDATE feed_outages", ["with ended as (update feed_outages set x = 1 returning id) select * from ended"]],
  // Words that are no tables.
  [
    "SELECT feeds",
    ["select extract(epoch from last_at) from feeds where a is distinct from b -- from nowhere"],
  ],
  ["SELECT", ["select 1"]],
  ["SELECT pg_catalog.pg_class", ["SELECT relname FROM pg_catalog.pg_class"]],
  ["SELECT letters", ["select * from unnest(", "::int8[]) as x (id) join letters using (id)"]],
  ["SET", ["set local statement_timeout = 5"]],
  ["SAVEPOINT", ["savepoint a"]],
])("%s", (name, strings) => {
  expect(statementName(strings)).toBe(name);
});

it("is short whatever the statement", () => {
  const tables = Array.from({ length: 100 }, (_, at) => `from table_${at}`).join(" ");
  expect(statementName([`select ${tables}`]).length).toBeLessThanOrEqual(120);
});
