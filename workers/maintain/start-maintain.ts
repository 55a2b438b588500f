import { connect } from "@/db/client";
import { rollUpHours } from "@/db/queries/latency/roll-up-hours";
import { prune } from "@/db/queries/maintain/prune";
import type { Log } from "@/runtime/log";
import { createKafka } from "../kafka/client";
import { runPeriodically } from "../periodic";
import { DatabaseWatch } from "./database-watch";
import { FrameReader } from "./frame-reader";
import { KafkaSampler } from "./kafka-sampler";
import { keepFineCandles } from "./keep-fine-candles";
import { makePartitions } from "./make-partitions";
import { setHealthGauges } from "./metrics";
import { readAlertFacts } from "./read-alert-facts";
import { retireDays } from "./retire-days";
import { sendNotifications } from "./send-notifications";
import { sortDays } from "./sort-days";
import { startTask, type Task } from "./task";
import { watchAlerts } from "./watch-alerts";
import type { Webhook } from "./webhook";

export interface MaintainOptions {
  brokers: readonly string[];
  /** the consumer group and the topics that ingest reads */
  groupId: string;
  topicPattern: RegExp;
  /** exchanges whose feed is configured, whether or not this process runs it */
  expectedFeeds: readonly string[];
  webhook: Webhook | null;
  databaseUrl: string;
  databaseSocket?: string | undefined;
  workerId: string;
  log: Log;
  /** days of trades that are kept; 0 keeps all */
  retentionDays: number;
  /** hours after which a day of trades is sorted; 0 sorts none */
  sortAfterHours: number;
  /** days whose partitions are made ahead */
  partitionDaysAhead: number;
}

const MINUTE_MS = 60_000;
const GAUGES_MS = 5_000;
const WATCH_MS = 2_000;
/** somebody sits before the page */
const FRAMES_MS = 200;
const nowMicros = () => Date.now() * 1_000;

/** Keeps the tables in shape. Several may run: each turn of a task is taken by one. */
export async function startMaintain(options: MaintainOptions): Promise<{ stop(): Promise<void> }> {
  const { expectedFeeds, log, webhook } = options;
  const sql = connect({
    url: options.databaseUrl,
    socketDir: options.databaseSocket,
    max: 4,
    applicationName: "k2-maintain",
  });
  // Without a log of its own: what it finds stands in the database, every two seconds of an outage are no news.
  const kafka = createKafka({
    brokers: options.brokers,
    clientId: `${options.workerId}-sampler`,
    retries: 1,
  });
  const sampler = new KafkaSampler({ ...options, kafka, sql });
  // A client of its own: where one look hangs, the other must not wait for it.
  const counter = new KafkaSampler({ ...options, kafka, sql });
  const tasks: Task[] = [
    { name: "kafka", everyMs: 2_000, run: () => sampler.sample() },
    { name: "fan-out", everyMs: 10_000, run: () => counter.fanOut() },
    {
      name: "alerts",
      everyMs: 1_500,
      run: () => watchAlerts(sql, { expectedFeeds, notify: webhook !== null, log }),
    },
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
    {
      name: "sort-days",
      everyMs: 5 * MINUTE_MS,
      // Where the disk is too small for the copy, each try fills it.
      restMs: 60 * MINUTE_MS,
      run: async (signal) => ({
        ...(await sortDays(sql, { now: nowMicros(), afterHours: options.sortAfterHours, log, signal })),
      }),
    },
    {
      name: "fine-candles",
      everyMs: MINUTE_MS,
      run: async (signal) => ({ ...(await keepFineCandles(sql, { now: nowMicros(), signal })) }),
    },
    { name: "latency-hours", everyMs: 5 * MINUTE_MS, run: async () => ({ rows: await rollUpHours(sql) }) },
    { name: "prune", everyMs: MINUTE_MS, run: async () => ({ rows: await prune(sql) }) },
  ];
  if (webhook !== null)
    tasks.push({
      name: "notifications",
      everyMs: 1_000,
      run: async () => ({ ...(await sendNotifications(sql, webhook, log)) }),
    });
  const gauges = runPeriodically({
    name: "maintain: gauges",
    idleMs: GAUGES_MS,
    log,
    task: async () => {
      setHealthGauges(await readAlertFacts(sql, options), options.groupId);
      return "idle";
    },
  });
  const watch = new DatabaseWatch({ sql, webhook, log, worker: options.workerId });
  const watching = runPeriodically({
    name: "maintain: database",
    idleMs: WATCH_MS,
    log,
    task: async () => {
      await watch.look(nowMicros());
      return "idle";
    },
  });
  const frames = new FrameReader({ kafka, sql, topicPattern: options.topicPattern });
  const reading = runPeriodically({
    name: "maintain: frames",
    idleMs: FRAMES_MS,
    log,
    task: () => frames.answerNext(),
  });
  const running = tasks.map((task) => startTask({ sql, worker: options.workerId, log }, task));
  return {
    async stop() {
      await Promise.all([gauges, watching, reading, ...running].map((one) => one.stop()));
      await Promise.all([sampler.stop(), counter.stop(), frames.stop()]);
      await sql.end({ timeout: 5 });
    },
  };
}
