import superjson from "superjson";
import { fillGaps } from "../gaps/fill-gaps";
import { questions } from "../gaps/questions";
import { askRounds } from "../lib/ask-rounds";
import type { Suite } from "../lib/context";
import { openDatabase } from "../lib/database";
import { withApi } from "../lib/with-api";

/** The Gaps page's questions of a million gaps, from the call to the serialized answer. */
export const gaps: Suite = {
  name: "gaps",
  about: "every question of the Gaps page, over 1,000,000 gaps of 500 instruments",
  async run(context) {
    const n = context.quick ? 100_000 : 1_000_000;
    const database = await openDatabase(context);
    try {
      const began = performance.now();
      await fillGaps(database.sql, n);
      context.say(`${n} gaps in ${Math.round((performance.now() - began) / 1_000)} s`);
      const [middle] = await database.sql<
        { id: bigint }[]
      >`select id from sequence_gaps offset ${n / 2} limit 1`;
      const asked = await withApi(database, (caller) => {
        const all = questions(Date.now() * 1_000, String(middle?.id ?? 1n)).map(({ name, ask }) => ({
          name,
          ask: async () => superjson.stringify(await ask(caller)),
        }));
        return askRounds(context, all, { n, goalMs: 100 });
      });
      return {
        suite: "gaps",
        conditions: `${n.toLocaleString("en-US")} gaps of 500 instruments over 30 days, half of them filled; each question nine times, from the call to the serialized answer; pages of 100, heatmaps of 25 instruments.`,
        ...asked,
      };
    } finally {
      await database.drop();
    }
  },
};
