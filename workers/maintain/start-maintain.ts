import { connect } from "@/db/client";
import { prune } from "@/db/queries/maintain/prune";
import type { Log } from "@/runtime/log";
import { makePartitions } from "./make-partitions";
import { retireDays } from "./retire-days";
import { startTask, type Task } from "./task";

export interface MaintainOptions {
  databaseUrl: string;
  databaseSocket?: string | undefined;
  workerId: string;
  log: Log;
  /** days of trades that are kept; 0 keeps all */
  retentionDays: number;
  /** days whose partitions are made ahead */
  partitionDaysAhead: number;
}

const MINUTE_MS = 60_000;
const nowMicros = () => Date.now() * 1_000;

/** Keeps the tables in shape. Several may run: each turn of a task is taken by one. */
export async function startMaintain(options: MaintainOptions): Promise<{ stop(): Promise<void> }> {
  const { log } = options;
  const sql = connect({
    url: options.databaseUrl,
    socketDir: options.databaseSocket,
    max: 3,
    applicationName: "k2-maintain",
  });
  const tasks: Task[] = [
    {
      name: "partitions",
      everyMs: 5 * MINUTE_MS,
      run: () => makePartitions(sql, nowMicros(), options.partitionDaysAhead).then((made) => ({ ...made })),
    },
    {
      name: "retention",
      everyMs: MINUTE_MS,
      run: async (signal) => ({
        ...(await retireDays(sql, { now: nowMicros(), retentionDays: options.retentionDays, log, signal })),
      }),
    },
    { name: "prune", everyMs: MINUTE_MS, run: async () => ({ rows: await prune(sql) }) },
  ];
  const running = tasks.map((task) => startTask({ sql, worker: options.workerId, log }, task));
  return {
    async stop() {
      await Promise.all(running.map((one) => one.stop()));
      await sql.end({ timeout: 5 });
    },
  };
}
