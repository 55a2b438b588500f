import { startOtlpReceiver } from "@/runtime/tracing/testing/otlp-receiver";
import { createProducer } from "@/workers/kafka/producer";
import { publishFrames } from "../ingest/frames";
import { runWay, type WayOutcome } from "../ingest/run-way";
import type { BenchContext, Figure, Suite } from "../lib/context";
import { median } from "../lib/median";
import { openTopic } from "../lib/topic";
import { withWorkers } from "../lib/with-workers";
import type { WorkerProcess } from "../lib/worker-process";

/** What a feed of 10,000 records a second marks, one a second, at a ratio of 1; and at 0.01. */
const EVERY_AT_1 = 10_000;
const EVERY_AT_001 = 1_000_000;
/** At least one in each batch, whatever its size: a producer of somebody else's that traces without end. */
const EVERY_BATCH = 100;

interface Contender {
  name: string;
  tracedEvery: number;
  on: boolean;
}

const CONTENDERS: readonly Contender[] = [
  { name: "traces off", tracedEvery: EVERY_AT_001, on: false },
  { name: "on, ratio 0.01", tracedEvery: EVERY_AT_001, on: true },
  { name: "on, ratio 1", tracedEvery: EVERY_AT_1, on: true },
  { name: "on, frames of every batch", tracedEvery: EVERY_BATCH, on: true },
];

/** What tracing costs ingest: the same records, traced and not, round by round. */
export const traces: Suite = {
  name: "traces",
  about: "what traces cost ingest: off, on with a ratio of 0.01 and of 1, and with every batch traced",
  isQuick: false,
  async run(context) {
    const records = context.quick ? 300_000 : 1_000_000;
    const rounds = 3;
    const receiver = await startOtlpReceiver();
    // A new topic's partitions come one by one: without it a request that is sent again would publish some records twice.
    const producer = createProducer(context.kafka, { idempotent: true });
    await producer.connect();
    const topics = new Map<number, Awaited<ReturnType<typeof openTopic>>>();
    try {
      for (const { tracedEvery } of CONTENDERS) {
        if (topics.has(tracedEvery)) continue;
        const topic = await openTopic(context);
        topics.set(tracedEvery, topic);
        context.say(`${records} records, each ${tracedEvery}th with a sampled traceparent`);
        await publishFrames({ ...context, producer }, topic.name, 0, records, tracedEvery);
      }
      const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
      const measured = await withWorkers(1, ([off]) =>
        withWorkers(
          CONTENDERS.length - 1,
          ([...traced]) => {
            const runs = CONTENDERS.map((one) => {
              const worker = one.on ? traced.shift() : off;
              const topic = topics.get(one.tracedEvery)?.name;
              if (worker === undefined || topic === undefined) throw new Error(`no worker for ${one.name}`);
              return { name: one.name, run: () => runOnce(context, topic, records, worker) };
            });
            return measure(context, runs, rounds);
          },
          env,
        ),
      );
      return {
        suite: "traces",
        conditions: `Binance frames of 48 instruments over 12 partitions to one worker, a database of its own for each run; spans as protobuf to a receiver on this machine, which got ${receiver.requests.length} requests. A feed marks one frame a second and exchange: at 10,000 records a second that is each ${EVERY_AT_1}th at a ratio of 1, each ${EVERY_AT_001}th at 0.01; "every batch" has each ${EVERY_BATCH}th marked.`,
        figures: CONTENDERS.flatMap(({ name }) => figuresOf(name, records, measured.get(name) ?? [])),
        goals: [],
      };
    } finally {
      await producer.disconnect();
      for (const topic of topics.values()) await topic.drop();
      await receiver.close();
    }
  },
};

function runOnce(context: BenchContext, topic: string, records: number, worker: WorkerProcess) {
  return runWay(context, { way: "ours", topic, count: records, total: records, workers: [worker] });
}

async function measure(
  context: BenchContext,
  runs: readonly { name: string; run: () => Promise<WayOutcome> }[],
  rounds: number,
): Promise<Map<string, WayOutcome[]>> {
  const measured = new Map<string, WayOutcome[]>(runs.map(({ name }) => [name, []]));
  // One round that nobody counts warms processes and page cache.
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of runs) {
      context.signal.throwIfAborted();
      const outcome = await run();
      context.say(
        `${round === 0 ? "warm-up" : `round ${round}`}: ${name} ${Math.round(outcome.perSecond)}/s, ${outcome.nodeMicros.toFixed(2)} µs a record`,
      );
      if (round > 0) measured.get(name)?.push(outcome);
    }
  }
  return measured;
}

function figuresOf(name: string, n: number, outcomes: readonly WayOutcome[]): Figure[] {
  const figure = (what: string, unit: string, values: number[], digits: number): Figure => {
    const rounded = values.map((value) => Number(value.toFixed(digits)));
    return { name: `${name}${what}`, unit, n, value: median(rounded), rounds: rounded };
  };
  return [
    figure(
      "",
      "records/s",
      outcomes.map((one) => one.perSecond),
      0,
    ),
    figure(
      ": CPU of the worker",
      "µs/record",
      outcomes.map((one) => one.nodeMicros),
      2,
    ),
  ];
}
