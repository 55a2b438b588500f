import type { FeedConnection, FeedState } from "@/db/queries/feed/save-connection";
import type { Log } from "@/runtime/log";
import { fullJitter } from "../backoff";
import type { FeedExchange } from "../exchange";
import type { FeedMeter } from "../metrics/feed-meter";
import type { ExchangeProtocol, Glance } from "../protocols/protocol";
import type { Publisher } from "../publish/publisher";
import type { FeedTuning } from "../tuning";
import { sleep } from "../wait";
import type { Outages } from "./outages";
import { Session, type SessionEnd } from "./session";
import { SocketKeeper } from "./socket-keeper";
import { type ExchangeFeedStats, refusalsText } from "./stats";

export interface ExchangeFeedOptions {
  source: FeedExchange;
  url: URL;
  protocol: ExchangeProtocol;
  workerId: string;
  tuning: FeedTuning;
  publisher: Publisher;
  outages: Outages;
  meter: FeedMeter;
  log: Log;
  /** the state changed: to be recorded soon */
  onChange(): void;
}

const TELL_PRESSURE_MS = 10_000;

/** Keeps one exchange's trades flowing: connects, reconnects, pauses where Kafka lags, until it is stopped. */
export class ExchangeFeed {
  readonly #options: ExchangeFeedOptions;
  readonly #stop = new AbortController();
  readonly #sessions = new Set<Session>();
  readonly #keeper: SocketKeeper;
  #done: Promise<void> | undefined;
  /** the socket that trades are expected from */
  #current: Session | undefined;
  #state: FeedState = "waiting-for-kafka";
  #reason: string | null = null;
  #paused = false;
  #pressureToldAt = Number.NEGATIVE_INFINITY;
  #frames = 0;
  #bytes = 0;
  #published = 0;
  #lost = 0;
  #connections = 0;

  constructor(options: ExchangeFeedOptions) {
    const { tuning, protocol, log, meter, outages } = options;
    this.#options = options;
    this.#keeper = new SocketKeeper({
      open: () => this.#open(),
      lifetimeMs: tuning.lifetimeMs ?? protocol.lifetimeMs,
      retryMs: tuning.backoffCapMs,
      signal: this.#stop.signal,
      log,
      onCurrent: (session) => this.#becomes(session),
      onReplacing: () => meter.reconnect("rotated"),
      onLost: (end) => outages.lost(textOf(end)),
    });
  }

  start(): void {
    this.#done ??= this.#run();
  }

  /** Closes the sockets, publishes what is buffered, and ends. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all([...this.#sessions].map((session) => session.close("stopped", "by us")));
    await this.#done;
    await this.#options.publisher.close();
    this.#enter("stopped", null);
  }

  /** The publisher's buffer is full, or has room again. */
  pressure(full: boolean): void {
    const { log, publisher, onChange } = this.#options;
    this.#paused = full;
    for (const session of this.#sessions) full ? session.pause() : session.resume();
    // At the limit of what Kafka takes this turns several times a second.
    const now = performance.now();
    if (now - this.#pressureToldAt >= TELL_PRESSURE_MS) {
      this.#pressureToldAt = now;
      log.warn({ buffered: publisher.buffer.frames }, full ? "paused: Kafka does not keep up" : "resumed");
    }
    onChange();
  }

  published(frames: number): void {
    this.#published += frames;
  }

  lost(frames: number): void {
    this.#lost += frames;
  }

  stats(): ExchangeFeedStats {
    const { source, publisher, outages } = this.#options;
    const current = this.#current;
    return {
      exchange: source.exchange,
      state: this.#paused && current !== undefined ? "paused" : this.#state,
      reason: this.#reason ?? refusalsText(current?.refusals ?? []),
      confirmed: [...(current?.subscriptions.confirmed ?? [])],
      refused: current?.refusals ?? [],
      frames: this.#frames,
      bytes: this.#bytes,
      published: this.#published,
      buffered: publisher.buffer.frames,
      lost: this.#lost,
      reconnects: Math.max(0, this.#connections - 1),
      connectedAt: current?.openedAt ?? null,
      lastMessageAt: outages.lastMessageAt ?? null,
    };
  }

  /** The row for Postgres. */
  connection(): FeedConnection {
    const { exchange, state, reason, frames, reconnects, connectedAt, lastMessageAt } = this.stats();
    const { workerId, publisher } = this.#options;
    // What was received but never published is as good as not received: the next worker's outage begins before it.
    const last = state === "stopped" ? (publisher.oldestUnpublished ?? lastMessageAt) : lastMessageAt;
    return { exchange, workerId, state, reason, frames, reconnects, connectedAt, lastMessageAt: last };
  }

  /** Brings the meter up to date. */
  measure(): void {
    const { meter, outages, publisher } = this.#options;
    meter.flush({
      flowing: this.#current?.flowing ?? false,
      paused: this.#paused,
      lastMessageAt: outages.lastMessageAt,
      confirmed: this.#current?.subscriptions.confirmed.size ?? 0,
      refused: this.#current?.subscriptions.refused.size ?? 0,
      bufferFrames: publisher.buffer.frames,
      bufferBytes: publisher.buffer.bytes,
    });
  }

  async #run(): Promise<void> {
    const { publisher, outages, tuning, meter, log } = this.#options;
    const { signal } = this.#stop;
    for (let attempt = 0; ; attempt++) {
      this.#enter("waiting-for-kafka", this.#reason);
      if (!(await publisher.ready(signal))) return;
      this.#enter("connecting", this.#reason);
      const end = await this.#keeper.keep();
      if (signal.aborted) return;
      outages.lost(textOf(end));
      if (end.flowedMs >= tuning.healthyMs) attempt = 0;
      const limits = { baseMs: tuning.backoffBaseMs, capMs: tuning.backoffCapMs };
      const waitMs = Math.max(fullJitter(attempt, limits), end.retryAfterMs);
      log.warn({ reason: end.reason, detail: end.detail, attempt, waitMs }, "disconnected");
      meter.delay(waitMs);
      this.#enter("waiting", textOf(end));
      await sleep(waitMs, signal);
      if (signal.aborted) return;
      meter.reconnect(end.reason);
    }
  }

  #open(): Session {
    const { source, protocol, url, tuning, log, meter, outages } = this.#options;
    this.#connections += 1;
    const session: Session = new Session({
      protocol,
      url,
      symbols: source.symbols,
      tuning,
      log,
      onFrame: (frame, micros, glance) => this.#received(frame, micros, glance),
      onFlow: (micros) => {
        meter.delay(0);
        outages.flowing(micros);
      },
      onChange: () => {
        if (session === this.#current) this.#becomes(session);
      },
      onEndsSoon: (reason) => {
        log.info({ reason }, "the exchange will end a socket");
        if (session === this.#current) this.#keeper.endsSoon();
      },
      onUnreadable: () => meter.unreadable(),
    });
    this.#sessions.add(session);
    if (this.#paused) session.pause();
    void session.ended.then(({ reason }) => {
      this.#sessions.delete(session);
      meter.ended(reason, reason !== "rotated" && reason !== "stopped");
    });
    return session;
  }

  #received(frame: Buffer, receivedMicros: number, glance: Glance): void {
    const { source, publisher, outages, meter } = this.#options;
    this.#frames += 1;
    this.#bytes += frame.length;
    outages.message(receivedMicros);
    meter.frame(frame.length, glance);
    publisher.push({ value: frame, key: glance.symbol ?? source.exchange, receivedMicros });
  }

  #becomes(session: Session | undefined): void {
    this.#current = session;
    if (session === undefined) return;
    if (session.flowing) this.#enter("open", null);
    else this.#enter(session.openedAt === undefined ? "connecting" : "subscribing", this.#reason);
  }

  #enter(state: FeedState, reason: string | null): void {
    this.#state = state;
    this.#reason = reason;
    this.#options.onChange();
  }
}

function textOf(end: SessionEnd): string {
  return `${end.reason}: ${end.detail}`;
}
