import { WebSocket } from "ws";
import type { Log } from "@/runtime/log";
import { nowMicros } from "../clock";
import type { ExchangeProtocol, Glance } from "../protocols/protocol";
import type { FeedTuning } from "../tuning";
import { Outbox } from "./outbox";
import type { RefusedSymbol } from "./subscriptions";
import { Subscriptions } from "./subscriptions";
import { Watchdog } from "./watchdog";
import { asBuffer, ignoreError, parseJson, retryAfterMs } from "./wire";

/** Why a socket ended; a metric's label, and the first word of an outage's reason. */
export type EndReason =
  | "connect-failed"
  | "closed"
  | "socket-error"
  | "stale"
  | "refused"
  | "rotated"
  | "stopped";

export interface SessionEnd {
  reason: EndReason;
  detail: string;
  /** how long trades flowed, in milliseconds; 0 where they never did */
  flowedMs: number;
  /** what the exchange asked to wait before the next try */
  retryAfterMs: number;
}

export interface SessionOptions {
  protocol: ExchangeProtocol;
  url: URL;
  symbols: readonly string[];
  tuning: FeedTuning;
  log: Log;
  /** every data frame as it came; must not throw */
  onFrame(frame: Buffer, receivedMicros: number, glance: Glance): void;
  /** trades flow from here on: the first one came, or the exchange confirmed a subscription */
  onFlow(micros: number): void;
  onChange(): void;
  /** the exchange announced that it will close this socket */
  onEndsSoon(reason: string): void;
  /** a control frame, or what should have been one, that is not JSON */
  onUnreadable(): void;
}

/** Kafka takes 1 MB a record; the largest frame of these feeds, a snapshot of 50 trades, has 10 KB. */
const MAX_FRAME_BYTES = 900_000;
const CLOSE_MS = 1_000;

/** One socket from its handshake to its end. It never reconnects: who owns it decides what follows. */
export class Session {
  readonly ended: Promise<SessionEnd>;
  /** resolves once trades flow, never where they do not */
  readonly delivers: Promise<"delivers">;
  readonly subscriptions: Subscriptions;
  readonly #options: SessionOptions;
  readonly #ws: WebSocket;
  readonly #watchdog: Watchdog;
  readonly #outbox: Outbox;
  #requestId = 0;
  #openedAt: number | undefined;
  #delivering: () => void = () => undefined;
  #flowingSince: number | undefined;
  #ending: { reason: EndReason; detail: string } | undefined;
  #error: string | undefined;
  #retryAfterMs = 0;
  #paused = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { protocol, url, symbols, tuning } = options;
    this.#ws = new WebSocket(protocol.endpoint(url), {
      handshakeTimeout: tuning.handshakeMs,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
      // A frame that is not UTF-8 is for the decoder to name and the dead letters to keep, not a reason to hang up.
      skipUTF8Validation: true,
      // Spelled out, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in some environment cannot turn it off.
      rejectUnauthorized: true,
      headers: { "User-Agent": "k2-console-feed" },
    });
    this.#outbox = new Outbox({ gapMs: tuning.sendGapMs, send: (text) => this.#ws.send(text, ignoreError) });
    this.subscriptions = new Subscriptions({
      symbols,
      symbolsPerRequest: protocol.symbolsPerRequest,
      ackMs: tuning.ackMs,
      request: (group) => this.#ask((id) => protocol.subscribe(group, id)),
      onChange: () => this.#subscriptionsChanged(),
    });
    this.#watchdog = new Watchdog({
      staleMs: tuning.staleMs ?? protocol.staleMs,
      silentMs: tuning.silentMs,
      pingMs: tuning.pingMs,
      ping: () => this.#ws.readyState === WebSocket.OPEN && this.#ws.ping(undefined, undefined, ignoreError),
      probe: () => {
        const probe = protocol.probe;
        if (probe !== undefined && this.#openedAt !== undefined) this.#ask(probe);
      },
      dead: (detail) => this.#terminate("stale", detail),
    });
    this.delivers = new Promise((resolve) => {
      this.#delivering = () => resolve("delivers");
    });
    this.ended = new Promise((resolve) => this.#listen(resolve));
  }

  /** Microseconds since the epoch when the handshake was done. */
  get openedAt(): number | undefined {
    return this.#openedAt;
  }

  get flowing(): boolean {
    return this.#flowingSince !== undefined;
  }

  get refusals(): RefusedSymbol[] {
    return this.subscriptions.refusals;
  }

  /** Stops reading: the exchange's frames wait in the kernel, then at the exchange. */
  pause(): void {
    this.#paused = true;
    this.#watchdog.pause();
    this.#ws.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#watchdog.resume();
    this.#ws.resume();
  }

  /** Says goodbye; what the exchange sent before it is still received. Waits a second at most. */
  async close(reason: EndReason, detail: string): Promise<void> {
    this.#ending ??= { reason, detail };
    const timer = setTimeout(() => this.#ws.terminate(), CLOSE_MS);
    this.#ws.close(1000);
    await this.ended;
    clearTimeout(timer);
  }

  #listen(resolve: (end: SessionEnd) => void): void {
    const ws = this.#ws;
    ws.on("open", () => {
      this.#openedAt = nowMicros();
      if (this.#paused) ws.pause();
      else this.#watchdog.resume();
      this.subscriptions.start();
      this.#options.onChange();
    });
    ws.on("message", (data) => this.#received(asBuffer(data)));
    ws.on("ping", () => this.#watchdog.felt());
    ws.on("pong", () => this.#watchdog.felt());
    ws.on("error", (error) => {
      this.#error ??= error.message;
    });
    ws.on("unexpected-response", (_request, response) => {
      this.#error ??= `HTTP ${response.statusCode} ${response.statusMessage ?? ""}`.trimEnd();
      this.#retryAfterMs = retryAfterMs(response.headers["retry-after"]);
      response.resume();
      ws.terminate();
    });
    ws.on("close", (code, text) => {
      this.#watchdog.stop();
      this.#outbox.stop();
      this.subscriptions.stop();
      resolve({
        ...this.#endOf(code, text.toString()),
        flowedMs: this.#flowedMs(),
        retryAfterMs: this.#retryAfterMs,
      });
    });
  }

  #received(frame: Buffer): void {
    const { protocol, onFrame } = this.#options;
    const at = nowMicros();
    const glance = protocol.glance(frame);
    this.#watchdog.heard();
    onFrame(frame, at, glance);
    if (glance.kind === "control") this.#control(frame);
    if (glance.kind !== "data" || glance.symbol === undefined) return;
    if (!this.subscriptions.settled) this.subscriptions.seen(glance.symbol);
    if (this.#flowingSince === undefined) this.#flow(at);
  }

  #control(frame: Buffer): void {
    const { protocol, log, onEndsSoon, onUnreadable } = this.#options;
    const message = parseJson(frame);
    if (message === undefined) {
      onUnreadable();
      return;
    }
    const finding = protocol.control(message);
    if (finding.kind === "other") return;
    if (finding.kind === "ends-soon") onEndsSoon(finding.reason);
    else if (!this.subscriptions.answer(finding) && finding.kind === "refused") {
      log.warn({ reason: finding.reason }, "the exchange reports an error");
    }
  }

  #subscriptionsChanged(): void {
    const { confirmed, settled, refused } = this.subscriptions;
    if (confirmed.size > 0 && this.#flowingSince === undefined) this.#flow(nowMicros());
    this.#options.onChange();
    if (!settled) return;
    for (const { symbol, reason } of this.refusals) {
      this.#options.log.warn({ symbol, reason }, "symbol refused; the others go on");
    }
    if (confirmed.size > 0 || refused.size === 0) return;
    const [reason] = refused.values();
    this.#terminate("refused", `no symbol was accepted: ${reason ?? ""}`);
  }

  #flow(micros: number): void {
    this.#flowingSince = performance.now();
    this.#delivering();
    this.#options.onFlow(micros);
  }

  #flowedMs(): number {
    return this.#flowingSince === undefined ? 0 : performance.now() - this.#flowingSince;
  }

  #ask(message: (requestId: number) => string): number {
    this.#requestId += 1;
    this.#outbox.push(message(this.#requestId));
    return this.#requestId;
  }

  #terminate(reason: EndReason, detail: string): void {
    this.#ending ??= { reason, detail };
    this.#ws.terminate();
  }

  #endOf(code: number, text: string): { reason: EndReason; detail: string } {
    if (this.#ending !== undefined) return this.#ending;
    if (this.#openedAt === undefined)
      return { reason: "connect-failed", detail: this.#error ?? `code ${code}` };
    if (this.#error !== undefined) return { reason: "socket-error", detail: this.#error };
    return { reason: "closed", detail: `code ${code}${text === "" ? "" : ` ${text.slice(0, 100)}`}` };
  }
}
