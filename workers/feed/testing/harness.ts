import pino from "pino";
import type { FeedOutage } from "@/db/queries/feed/save-outage";
import { createExchangeFeed } from "../connection/create-exchange-feed";
import type { ExchangeFeed } from "../connection/exchange-feed";
import { type ExchangeName, rawTopic } from "../exchange";
import { defaultTuning, type FeedTuning } from "../tuning";
import { MemoryWriter } from "./memory-writer";

/** Fast enough for a test; what a test is about it sets itself. */
const testTuning: FeedTuning = {
  ...defaultTuning,
  lingerMs: 2,
  sendGapMs: 1,
  backoffBaseMs: 20,
  backoffCapMs: 50,
  flushMs: 500,
};

export interface Harness {
  feed: ExchangeFeed;
  writer: MemoryWriter;
  outages: FeedOutage[];
  /** tells what an earlier worker left, as the journal would */
  resumedFrom(micros: number): void;
}

/** An exchange's feed without Kafka and Postgres, started. */
export function startHarness(options: {
  url: string;
  exchange?: ExchangeName;
  symbols?: readonly string[];
  tuning?: Partial<FeedTuning>;
  writer?: MemoryWriter;
}): Harness {
  const { url, exchange = "binance", symbols = ["BTCUSDT"], writer = new MemoryWriter() } = options;
  const outages: FeedOutage[] = [];
  let resumedFrom: Harness["resumedFrom"] = () => undefined;
  const feed = createExchangeFeed({
    source: { exchange, wsUrl: url, symbols },
    topic: rawTopic(exchange),
    writer,
    tuning: { ...testTuning, ...options.tuning },
    journal: {
      add: (source) => {
        resumedFrom = source.resumedFrom;
      },
      outage: (outage) => void outages.push(outage),
      touch: () => undefined,
    },
    log: pino({ level: "silent" }),
    workerId: "test",
  });
  feed.start();
  return { feed, writer, outages, resumedFrom: (micros) => resumedFrom(micros) };
}
