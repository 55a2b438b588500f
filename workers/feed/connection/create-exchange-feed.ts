import type { Log } from "@/runtime/log";
import { nowMicros } from "../clock";
import { checkedUrl } from "../config";
import type { FeedExchange } from "../exchange";
import type { Journal } from "../journal/journal";
import { FeedMeter } from "../metrics/feed-meter";
import { protocolOf } from "../protocols/protocol-of";
import { type FrameWriter, Publisher } from "../publish/publisher";
import type { FeedTuning } from "../tuning";
import { ExchangeFeed } from "./exchange-feed";
import { Outages } from "./outages";

/** One exchange's feed with all that belongs to it, not started yet. */
export function createExchangeFeed(parts: {
  source: FeedExchange;
  /** what the writer writes to; a metric's label */
  topic: string;
  writer: FrameWriter;
  tuning: FeedTuning;
  journal: Pick<Journal, "add" | "outage" | "touch">;
  log: Log;
  workerId: string;
}): ExchangeFeed {
  const { source, topic, writer, tuning, journal, log, workerId } = parts;
  const { exchange } = source;
  const meter = new FeedMeter({ exchange, topic, symbols: source.symbols });
  const outages = new Outages((outage) => journal.outage({ exchange, ...outage }));
  const publisher = new Publisher({
    writer,
    tuning,
    log,
    events: {
      published: (frames, seconds, oldestMicros) => {
        feed.published(frames);
        meter.published(frames, seconds, (nowMicros() - oldestMicros) / 1e6);
      },
      failed: (type) => meter.publishFailed(type),
      lost: (frames, reason) => {
        feed.lost(frames);
        meter.lost(frames, reason);
      },
      pressure: (full) => feed.pressure(full),
    },
  });
  const feed: ExchangeFeed = new ExchangeFeed({
    source,
    url: checkedUrl(exchange, source.wsUrl),
    protocol: protocolOf(exchange),
    workerId,
    tuning,
    publisher,
    outages,
    meter,
    log,
    onChange: () => journal.touch(),
  });
  journal.add({
    exchange,
    connection: () => feed.connection(),
    resumedFrom: (micros) => outages.resumedFrom(micros),
  });
  return feed;
}
