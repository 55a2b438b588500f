import { randomUUID } from "node:crypto";
import { dayOf } from "@/domain/time/micros";
import type { BenchContext } from "../lib/context";
import { openDatabase } from "../lib/database";
import { postgresCpu } from "../lib/postgres-cpu";
import type { WorkerProcess } from "../lib/worker-process";
import { START_MS } from "./frames";
import type { Progress, WayName } from "./messages";

export interface WayRun {
  way: WayName;
  topic: string;
  /** ends after so many records: the topic has as many, or more */
  count: number;
  /** records of the topic: none may be stored twice */
  total: number;
  /** processes that share the work as one consumer group */
  workers: readonly WorkerProcess[];
}

export interface WayOutcome {
  records: number;
  seconds: number;
  perSecond: number;
  /** CPU time a record, µs: of the worker processes, and of the database where it can be read */
  nodeMicros: number;
  postgresMicros: number | undefined;
  rssBytes: number;
}

/** Runs a way of ingest on a database of its own, from the first record fetched to the last one committed. */
export async function runWay(context: BenchContext, run: WayRun): Promise<WayOutcome> {
  const database = await openDatabase(context);
  try {
    // Simple consumers do not make the day's partition, and without one every row of theirs would be refused.
    await database.sql`select k2_ensure_trades_day(to_date(${dayOf(START_MS * 1000)}, 'YYYYMMDD'))`;
    const postgres = await postgresCpu(database.sql);
    const before = postgres();
    const groupId = `bench-${run.way}-${randomUUID().slice(0, 8)}`;
    const { brokers, databaseSocket, signal } = context;
    for (const worker of run.workers) {
      worker.start({
        way: run.way,
        brokers: [...brokers],
        databaseUrl: database.url,
        databaseSocket,
        topic: run.topic,
        groupId,
      });
    }
    const latest = new Map<WorkerProcess, Progress>();
    const done = new AbortController();
    const total = () => [...latest.values()].reduce((sum, one) => sum + one.records, 0);
    await Promise.race(
      run.workers.map((worker) =>
        worker.until(
          (progress) => {
            latest.set(worker, progress);
            return total() >= run.count;
          },
          AbortSignal.any([signal, done.signal]),
        ),
      ),
    );
    done.abort();
    const after = postgres();
    await Promise.all(run.workers.map((worker) => worker.stop(signal)));
    const all = [...latest.values()].filter((one) => one.records > 0);
    const records = total();
    await checkStored(database.sql, run, records);
    const seconds =
      (Math.max(...all.map((one) => one.lastCommittedAt)) -
        Math.min(...all.map((one) => one.firstFetchedAt))) /
      1000;
    return {
      records,
      seconds,
      perSecond: records / seconds,
      nodeMicros: all.reduce((sum, one) => sum + one.cpuMicros, 0) / records,
      postgresMicros: before === undefined || after === undefined ? undefined : (after - before) / records,
      rssBytes: Math.max(...all.map((one) => one.rssBytes)),
    };
  } finally {
    await database.drop();
  }
}

/** A fast way that loses rows is no way: what was told as committed must be there. */
async function checkStored(
  sql: Awaited<ReturnType<typeof openDatabase>>["sql"],
  run: WayRun,
  records: number,
): Promise<void> {
  const [row] = await sql<{ rows: bigint }[]>`select count(*) as rows from trades`;
  const stored = Number(row?.rows ?? 0n);
  if (stored < records || stored > run.total)
    throw new Error(`${run.way} told of ${records} records of ${run.total}, but ${stored} rows are stored`);
}
