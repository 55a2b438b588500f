import { loadEnv } from "@/runtime/env";
import type { ExchangeName } from "../exchange";
import type { Glance } from "../protocols/protocol";
import { type ExchangeMetrics, k2Binance, k2Kraken } from "./k2-exchange";
import * as feed from "./k2-feed";
import { messagesProduced, produceDuration, produceErrors } from "./k2-producer";

const twins: Readonly<Record<ExchangeName, ExchangeMetrics | undefined>> = {
  binance: k2Binance,
  kraken: k2Kraken,
  coinbase: undefined,
};

/** What is true of a feed now. */
export interface MeterReading {
  flowing: boolean;
  paused: boolean;
  /** microseconds since the epoch */
  lastMessageAt: number | undefined;
  confirmed: number;
  refused: number;
  bufferFrames: number;
  bufferBytes: number;
}

/**
 * One exchange's metrics. Frames are only tallied as they come: a labelled counter costs about a microsecond, too much
 * for each of 100,000 frames a second. `flush` brings the tallies into the registry.
 */
export class FeedMeter {
  readonly #exchange: ExchangeName;
  readonly #twin: ExchangeMetrics | undefined;
  readonly #standard = { environment: loadEnv().K2_ENVIRONMENT, component: "feed" };
  readonly #topic: {
    environment: string;
    component: string;
    exchange: string;
    asset_class: string;
    topic: string;
  };
  readonly #kinds = new Map<Glance["kind"], number>();
  readonly #symbols = new Map<string, number>();
  readonly #known: ReadonlySet<string>;
  #bytes = 0;

  constructor(options: { exchange: ExchangeName; topic: string; symbols: readonly string[] }) {
    this.#exchange = options.exchange;
    this.#known = new Set(options.symbols);
    this.#twin = twins[options.exchange];
    this.#topic = {
      ...this.#standard,
      exchange: options.exchange,
      asset_class: "crypto",
      topic: options.topic,
    };
  }

  frame(bytes: number, { kind, symbol }: Glance): void {
    this.#bytes += bytes;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (symbol === undefined || this.#twin === undefined) return;
    // A mangled frame can name anything; a label must not.
    const label = this.#known.has(symbol) ? symbol : "other";
    this.#symbols.set(label, (this.#symbols.get(label) ?? 0) + 1);
  }

  unreadable(): void {
    this.#twin?.messageErrors.inc({ ...this.#standard, error_type: "not-json" });
  }

  /** A socket ended; `error` where not by our will. */
  ended(reason: string, error: boolean): void {
    if (error) this.#twin?.connectionErrors.inc({ ...this.#standard, error_type: reason });
  }

  reconnect(reason: string): void {
    feed.reconnects.inc({ exchange: this.#exchange, reason });
    this.#twin?.reconnects.inc({ ...this.#standard, reason });
  }

  delay(ms: number): void {
    this.#twin?.reconnectDelay.set(this.#standard, ms / 1000);
  }

  /** `delaySeconds` from receiving the batch's first frame, `seconds` for the request alone. */
  published(frames: number, seconds: number, delaySeconds: number): void {
    messagesProduced.inc({ ...this.#topic, data_type: "trades" }, frames);
    produceDuration.observe(this.#topic, seconds);
    feed.publishDelay.observe({ exchange: this.#exchange }, delaySeconds);
  }

  publishFailed(type: string): void {
    produceErrors.inc({ ...this.#topic, error_type: type });
    feed.publishErrors.inc({ exchange: this.#exchange });
  }

  lost(frames: number, reason: string): void {
    feed.framesLost.inc({ exchange: this.#exchange, reason }, frames);
  }

  flush(reading: MeterReading): void {
    const exchange = this.#exchange;
    for (const [kind, count] of this.#kinds) feed.frames.inc({ exchange, kind }, count);
    for (const [symbol, count] of this.#symbols) {
      this.#twin?.messagesReceived.inc({ ...this.#standard, symbol }, count);
    }
    feed.bytes.inc({ exchange }, this.#bytes);
    this.#kinds.clear();
    this.#symbols.clear();
    this.#bytes = 0;
    feed.connected.set({ exchange }, reading.flowing ? 1 : 0);
    feed.paused.set({ exchange }, reading.paused ? 1 : 0);
    feed.symbols.set({ exchange, state: "confirmed" }, reading.confirmed);
    feed.symbols.set({ exchange, state: "refused" }, reading.refused);
    feed.bufferFrames.set({ exchange }, reading.bufferFrames);
    feed.bufferBytes.set({ exchange }, reading.bufferBytes);
    this.#twin?.connectionStatus.set(this.#standard, reading.flowing ? 1 : 0);
    if (reading.lastMessageAt === undefined) return;
    feed.lastMessage.set({ exchange }, reading.lastMessageAt / 1e6);
    this.#twin?.lastMessage.set(this.#standard, reading.lastMessageAt / 1e6);
  }
}
