import superjson from "superjson";
import { processState } from "@/server/process-state";
import { createCaller } from "@/server/trpc/root";
import { fillGaps } from "../gaps/fill-gaps";
import { questions } from "../gaps/questions";
import type { Suite } from "../lib/context";
import { openDatabase } from "../lib/database";
import { median } from "../lib/median";

const GOAL_MS = 100;
const ROUNDS = 9;

/** The Gaps page's questions of a million gaps, from the call to the serialized answer. */
export const gaps: Suite = {
  name: "gaps",
  about: "every question of the Gaps page, over 1,000,000 gaps of 500 instruments",
  async run(context) {
    const count = context.quick ? 100_000 : 1_000_000;
    const database = await openDatabase(context);
    try {
      const began = performance.now();
      await fillGaps(database.sql, count);
      context.say(`${count} gaps in ${Math.round((performance.now() - began) / 1_000)} s`);
      const before = process.env.K2_DATABASE_URL;
      process.env.K2_DATABASE_URL = database.url;
      processState("web-database", () => database.sql);
      const caller = createCaller({
        actor: { name: "bench", role: "viewer" },
        origin: "api",
        requestId: "bench-gaps",
      });
      const [middle] = await database.sql<
        { id: bigint }[]
      >`select id from sequence_gaps offset ${count / 2} limit 1`;
      const asked = [];
      for (const question of questions(Date.now() * 1_000, String(middle?.id ?? 1n))) {
        const rounds: number[] = [];
        for (let round = 0; round < ROUNDS && !context.signal.aborted; round++) {
          const from = performance.now();
          superjson.stringify(await question.ask(caller));
          rounds.push(Math.round((performance.now() - from) * 10) / 10);
        }
        context.say(`${question.name}: ${median(rounds)} ms`);
        asked.push({ name: question.name, value: median(rounds), unit: "ms", n: count, rounds });
      }
      process.env.K2_DATABASE_URL = before ?? "";
      Reflect.deleteProperty(globalThis, Symbol.for("k2.web-database"));
      return {
        suite: "gaps",
        conditions: `${count.toLocaleString("en-US")} gaps of 500 instruments over 30 days, half of them filled; each question ${ROUNDS} times, from the call to the serialized answer; pages of 100, heatmaps of 25 instruments.`,
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
