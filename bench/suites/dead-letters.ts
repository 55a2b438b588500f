import { fillLetters } from "../dead-letters/fill-letters";
import { questions } from "../dead-letters/questions";
import type { Suite } from "../lib/context";
import { openDatabase } from "../lib/database";
import { median } from "../lib/median";

const GOAL_MS = 50;
const ROUNDS = 9;

/** The Dead letters page's questions of a million letters. */
export const deadLetters: Suite = {
  name: "dead-letters",
  about: "every question of the Dead letters page, over 1,000,000 letters",
  async run(context) {
    const letters = context.quick ? 100_000 : 1_000_000;
    const database = await openDatabase(context);
    try {
      const began = performance.now();
      await fillLetters(database.sql, letters);
      context.say(`${letters} letters in ${Math.round((performance.now() - began) / 1_000)} s`);
      const asked = [];
      for (const question of questions(Date.now() * 1_000)) {
        const rounds: number[] = [];
        for (let round = 0; round < ROUNDS && !context.signal.aborted; round++) {
          const from = performance.now();
          await question.ask(database.sql);
          rounds.push(Math.round((performance.now() - from) * 10) / 10);
        }
        asked.push({ name: question.name, value: median(rounds), unit: "ms", n: letters, rounds });
      }
      return {
        suite: "dead-letters",
        conditions: `${letters.toLocaleString("en-US")} letters of 17 causes; each question ${ROUNDS} times over one connection, pages of 100.`,
        figures: asked,
        goals: asked.map(({ name, value }) => ({
          name,
          value,
          unit: "ms",
          goal: GOAL_MS,
          better: "smaller" as const,
          met: value < GOAL_MS,
        })),
      };
    } finally {
      await database.drop();
    }
  },
};
