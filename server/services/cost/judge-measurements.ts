import type { CostCompression } from "@/db/queries/web/cost-compression";
import type { CostFanOut } from "@/db/queries/web/cost-fan-out";
import type { CostFeedBytes } from "@/db/queries/web/cost-feed-bytes";
import type { CostTopic } from "@/db/queries/web/cost-records";
import type { CostRowSize } from "@/db/queries/web/cost-row-size";
import type { CostTraffic } from "@/db/queries/web/cost-traffic";
import type { Measurement, Measurements } from "@/domain/cost/calibration/measurement";
import { messageRatio } from "@/server/services/cost/message-ratio";
import { windowText } from "@/server/services/cost/window-text";

/** What the database says of its own pipeline. */
export interface PipelineFacts {
  traffic: CostTraffic | null;
  topics: readonly CostTopic[];
  feeds: readonly CostFeedBytes[];
  compression: CostCompression | null;
  fanOut: CostFanOut | null;
  partitions: number;
  rowSize: CostRowSize;
}

export type MeasurementName = keyof Measurements;

export interface Judged {
  measurements: Measurements;
  /** where each figure was read */
  sources: Partial<Record<MeasurementName, string>>;
  /** what stays assumed, and why */
  unmeasured: { name: MeasurementName; reason: string }[];
}

/** Shorter than this a mean says more about the moment than about the pipeline. */
const LEAST_SECONDS = 30;
/** Fewer whole minutes have no busiest one worth the name. */
const LEAST_MINUTES = 3;
/** Below this a table is mostly page headers. */
const LEAST_ROWS = 1_000;
const LEAST_FRAMES = 100;
const LEAST_BATCHES = 20;

type Finding = { value: number; window: string; sampleSize: number; source: string } | { reason: string };

function digits(value: number): number {
  return Number(value.toPrecision(6));
}

function traffic({
  traffic: seen,
  topics,
}: PipelineFacts): Record<"rate" | "rowsPerSecond" | "peak", Finding> {
  const nothing = { reason: "No trade was stored yet: start a feed or publish a capture." };
  if (seen === null) return { rate: nothing, rowsPerSecond: nothing, peak: nothing };
  const seconds = (seen.lastAt - seen.firstAt) / 1_000_000;
  const { overall } = messageRatio(topics);
  const short = {
    reason: `Trades cover ${Math.max(0, Math.round(seconds))} s so far; ${LEAST_SECONDS} s are the least.`,
  };
  if (seconds < LEAST_SECONDS || overall === null) return { rate: short, rowsPerSecond: short, peak: short };
  const window = windowText(seen.firstAt, seen.lastAt);
  const sampleSize = Number(seen.trades);
  const rows = sampleSize / seconds;
  return {
    rate: {
      value: digits(rows * overall),
      window,
      sampleSize,
      source: `stored trades by exchange time × ${digits(overall)} records a trade, as the ledger counts them`,
    },
    rowsPerSecond: { value: digits(rows), window, sampleSize, source: "stored trades by exchange time" },
    peak:
      seen.wholeMinutes < LEAST_MINUTES || seen.wholeTrades === 0n
        ? { reason: `${seen.wholeMinutes} whole minutes so far; ${LEAST_MINUTES} are the least.` }
        : {
            value: digits((Number(seen.busiestMinute) * seen.wholeMinutes) / Number(seen.wholeTrades)),
            window,
            sampleSize: seen.wholeMinutes,
            source: "trades of the busiest whole minute ÷ mean of the minutes",
          },
  };
}

function bytes({ feeds }: PipelineFacts): Finding {
  const frames = feeds.reduce((sum, feed) => sum + feed.frames, 0n);
  if (frames < LEAST_FRAMES)
    return {
      reason: "No feed worker of this console counted frames within a day; dead letters are no fair sample.",
    };
  const total = feeds.reduce((sum, feed) => sum + feed.bytes, 0n);
  const from = Math.min(...feeds.map((feed) => feed.from));
  const to = Math.max(...feeds.map((feed) => feed.to));
  return {
    value: digits(Number(total) / Number(frames)),
    window: windowText(from, to),
    sampleSize: Number(frames),
    source: "bytes ÷ frames that the feed workers received and publish unchanged",
  };
}

/** The frame's bytes shrunk by what the batches were: a ratio of wire to records, so that keys and headers count on neither side. */
function wireBytes({ compression: read }: PipelineFacts, raw: Finding): Finding {
  if ("reason" in raw) return { reason: "It is told from the message size, which is not measured." };
  if (read === null || read.batches < LEAST_BATCHES || read.bytes === 0n)
    return {
      reason: `Fewer than ${LEAST_BATCHES} compressed batches were read so far: producers may not compress, or ingest just began.`,
    };
  return {
    value: digits((raw.value * Number(read.packedBytes)) / Number(read.bytes)),
    window: windowText(read.from, read.to),
    sampleSize: Number(read.batches),
    source: "message size × packed ÷ unpacked bytes of the compressed batches that ingest read",
  };
}

function consumerGroups({ fanOut }: PipelineFacts): Finding {
  if (fanOut === null || fanOut.groups === 0)
    return { reason: "No maintenance worker saw within two minutes which groups read the topics." };
  return {
    value: fanOut.groups,
    window: "now",
    sampleSize: fanOut.topics,
    source:
      "groups with members that commit offsets of the topics that ingest reads, this console's among them; n counts topics",
  };
}

function rowBytes({ rowSize }: PipelineFacts): Finding {
  if (rowSize.rows < LEAST_ROWS) return { reason: `Fewer than ${LEAST_ROWS} rows are stored so far.` };
  return {
    value: digits(Number(rowSize.bytes) / Number(rowSize.rows)),
    window: `${rowSize.tables} ${rowSize.tables === 1 ? "day" : "days"} of the trades table, now`,
    sampleSize: Number(rowSize.rows),
    source: "pg_total_relation_size ÷ rows by Postgres's statistics",
  };
}

function partitions({ partitions: count }: PipelineFacts): Finding {
  if (count === 0) return { reason: "No ingest worker has read a partition yet." };
  return {
    value: count,
    window: "now",
    sampleSize: count,
    source: "partitions that ingest holds or has read",
  };
}

/** No table of the console holds these; a guess would wear the badge of a measurement. */
const OUT_OF_SIGHT: Partial<Record<MeasurementName, Finding>> = {
  storedBytes: { reason: "The console writes no columnar files: ask the lake's table for its bytes." },
  perCore: {
    reason:
      "A market's rate says nothing about what a core can take. Run npm run bench and load its report, or type it in.",
  },
};

/** Judges which figures are good enough to stand for the pipeline, and says of the others why not. */
export function judgeMeasurements(facts: PipelineFacts): Judged {
  const raw = bytes(facts);
  const findings: Partial<Record<MeasurementName, Finding>> = {
    ...traffic(facts),
    bytes: raw,
    wireBytes: wireBytes(facts, raw),
    consumerGroups: consumerGroups(facts),
    rowBytes: rowBytes(facts),
    partitions: partitions(facts),
    ...OUT_OF_SIGHT,
  };
  const measurements: Partial<Record<MeasurementName, Measurement>> = {};
  const judged: Judged = { measurements, sources: {}, unmeasured: [] };
  for (const name of MEASUREMENT_NAMES) {
    const finding = findings[name];
    if (finding === undefined) continue;
    if ("reason" in finding) judged.unmeasured.push({ name, reason: finding.reason });
    else {
      const { source, ...measurement } = finding;
      measurements[name] = measurement;
      judged.sources[name] = source;
    }
  }
  return judged;
}

export const MEASUREMENT_NAMES = [
  "rate",
  "peak",
  "bytes",
  "wireBytes",
  "storedBytes",
  "consumerGroups",
  "rowsPerSecond",
  "rowBytes",
  "perCore",
  "partitions",
] as const satisfies readonly MeasurementName[];
