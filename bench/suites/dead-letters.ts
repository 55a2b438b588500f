import { fillLetters } from "../dead-letters/fill-letters";
import { questions } from "../dead-letters/questions";
import { askRounds } from "../lib/ask-rounds";
import type { Suite } from "../lib/context";
import { openDatabase } from "../lib/database";

/** The Dead letters page's questions of a million letters. */
export const deadLetters: Suite = {
  name: "dead-letters",
  about: "every question of the Dead letters page, over 1,000,000 letters",
  async run(context) {
    const n = context.quick ? 100_000 : 1_000_000;
    const database = await openDatabase(context);
    try {
      const began = performance.now();
      await fillLetters(database.sql, n);
      context.say(`${n} letters in ${Math.round((performance.now() - began) / 1_000)} s`);
      const all = questions(Date.now() * 1_000).map(({ name, ask }) => ({
        name,
        ask: () => ask(database.sql),
      }));
      return {
        suite: "dead-letters",
        conditions: `${n.toLocaleString("en-US")} letters of 17 causes; each question nine times over one connection, pages of 100.`,
        ...(await askRounds(context, all, { n, goalMs: 50 })),
      };
    } finally {
      await database.drop();
    }
  },
};
