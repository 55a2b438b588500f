import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { childEnv } from "@/runtime/env";
import { writeCopyFile } from "../ingest/copy-file";
import { publishFrames } from "../ingest/frames";
import type { WayName } from "../ingest/messages";
import { copyRows } from "../ingest/psql-copy";
import { runWay, type WayOutcome } from "../ingest/run-way";
import type { BenchContext, BenchResult, Figure, Goal, Suite } from "../lib/context";
import { openDatabase } from "../lib/database";
import { findPsql } from "../lib/find-psql";
import { median } from "../lib/median";
import { openTopic } from "../lib/topic";
import { withWorkers } from "../lib/with-workers";

const COPY = "psql \\copy";
const OURS = "ours, 1 worker";
/** Its start takes longer than a quick run. */
const TWO = "ours, 2 workers";

/** One thing that is measured once a round. */
interface Contender {
  name: string;
  count: number;
  run(): Promise<Pick<WayOutcome, "perSecond"> & Partial<WayOutcome>>;
}

/** Kafka → committed with everything on, beside what an afternoon's consumer and a bare COPY do, round by round. */
export const ingest: Suite = {
  name: "ingest",
  about: "records a second from Kafka to committed, beside COPY and beside simple consumers",
  async run(context) {
    const records = context.quick ? 100_000 : 1_000_000;
    const rounds = context.quick ? 2 : 3;
    const topic = await openTopic(context);
    const file = path.join(tmpdir(), `k2-bench-${process.pid}.copy`);
    try {
      context.say(`${records} records to a topic of 12 partitions, and the same rows to a file`);
      await publishFrames(context, topic.name, 0, records);
      await writeCopyFile(file, records);
      // A process for each way: what one leaves in the heap and in the compiler is no other's burden.
      return await withWorkers(6, async (workers) => {
        const psql = findPsql(childEnv({}).PATH ?? "");
        const unused = [...workers];
        const way = (name: WayName, count: number, processes: number) => {
          const own = unused.splice(0, processes);
          return () =>
            runWay(context, {
              way: name,
              topic: topic.name,
              count,
              total: records,
              workers: own,
            });
        };
        const contenders: Contender[] = [
          { name: COPY, count: records, run: () => copyOnce(context, file, records, psql) },
          { name: OURS, count: records, run: way("ours", records, 1) },
          { name: TWO, count: records, run: way("ours", records, 2) },
          {
            name: "eachBatch + INSERT VALUES",
            count: records / 4,
            run: way("each-batch-values", records / 4, 1),
          },
          {
            name: "eachBatch + INSERT unnest",
            count: records / 4,
            run: way("each-batch-unnest", records / 4, 1),
          },
          { name: "eachMessage + INSERT", count: records / 50, run: way("each-message", records / 50, 1) },
        ];
        const chosen = contenders.filter((one) => !context.quick || one.name !== TWO);
        return summarise(await measure(context, chosen, rounds), chosen, psql);
      });
    } finally {
      await rm(file, { force: true });
      await topic.drop();
    }
  },
};

type Measured = Map<string, (Pick<WayOutcome, "perSecond"> & Partial<WayOutcome>)[]>;

async function measure(context: BenchContext, contenders: Contender[], rounds: number): Promise<Measured> {
  const measured: Measured = new Map(contenders.map(({ name }) => [name, []]));
  // One round that nobody counts warms processes and page cache.
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of contenders) {
      context.signal.throwIfAborted();
      const outcome = await run();
      context.say(
        `${round === 0 ? "warm-up" : `round ${round}`}: ${name} ${Math.round(outcome.perSecond)}/s`,
      );
      if (round > 0) measured.get(name)?.push(outcome);
    }
  }
  return measured;
}

async function copyOnce(context: BenchContext, file: string, records: number, psql: string | undefined) {
  const database = await openDatabase(context);
  try {
    return { perSecond: records / (await copyRows(context, database, file, psql)) };
  } finally {
    await database.drop();
  }
}

function summarise(measured: Measured, contenders: Contender[], psql: string | undefined): BenchResult {
  const rate = (name: string) => median((measured.get(name) ?? []).map((one) => one.perSecond));
  const figures = contenders.flatMap(({ name, count }) => figuresOf(name, count, measured.get(name) ?? []));
  const goal = (one: string, other: string, least: number): Goal => {
    const value = rate(one) / rate(other);
    return {
      name: `${one} / ${other}`,
      value: Math.round(value * 100) / 100,
      unit: "×",
      goal: least,
      better: "larger",
      met: value >= least,
    };
  };
  return {
    suite: "ingest",
    conditions: `Binance frames of 48 instruments over 12 partitions; a database of its own for each run, from the first record fetched to the last commit; COPY by ${psql === undefined ? "postgres.js from the same file, as this machine has no psql" : "psql"} into a day's partition with its unique index. A core: what one would handle of Node's and Postgres' work together.`,
    figures,
    goals: [
      goal(OURS, COPY, 0.5),
      ...(measured.has(TWO) ? [goal(TWO, COPY, 0.5)] : []),
      goal(OURS, "eachBatch + INSERT VALUES", 2),
      goal(OURS, "eachMessage + INSERT", 30),
    ],
  };
}

function figuresOf(
  name: string,
  n: number,
  outcomes: (Partial<WayOutcome> & { perSecond: number })[],
): Figure[] {
  const figure = (what: string, unit: string, values: number[], digits: number): Figure => {
    const rounded = values.map((value) => Number(value.toFixed(digits)));
    return { name: `${name}${what}`, unit, n, value: median(rounded), rounds: rounded };
  };
  const defined = (values: (number | undefined)[]) => values.filter((value) => value !== undefined);
  const node = defined(outcomes.map((one) => one.nodeMicros));
  const postgres = defined(outcomes.map((one) => one.postgresMicros));
  return [
    figure(
      "",
      "records/s",
      outcomes.map((one) => one.perSecond),
      0,
    ),
    ...(node.length > 0 ? [figure(": CPU of the workers", "µs/record", node, 2)] : []),
    ...(postgres.length > 0 ? [figure(": CPU of Postgres", "µs/record", postgres, 2)] : []),
    ...(name === OURS ? [figure(" on a core", "records/s per core", perCore(node, postgres), 0)] : []),
  ];
}

/** Records a second that a core handles when it does all of both. */
function perCore(node: number[], postgres: number[]): number[] {
  return node.map((micros, round) => 1e6 / (micros + (postgres[round] ?? 0)));
}
