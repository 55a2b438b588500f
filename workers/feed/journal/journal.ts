import type { Sql } from "@/db/client";
import { lastMessageAt } from "@/db/queries/feed/last-message-at";
import { type FeedConnection, saveConnection } from "@/db/queries/feed/save-connection";
import { type FeedOutage, saveOutage } from "@/db/queries/feed/save-outage";
import type { Log } from "@/runtime/log";
import { fullJitter } from "../backoff";
import { within } from "../wait";

/** One exchange's side of the journal. */
export interface JournalSource {
  exchange: string;
  connection(): FeedConnection;
  /** told once, where an earlier worker left its last message: microseconds since the epoch */
  resumedFrom(micros: number): void;
}

const WRITE_MS = 5_000;
const LAST_WRITE_MS = 2_000;
/** at once after a change, but not more often */
const CHANGE_MS = 100;
const KEPT_OUTAGES = 500;
const BACKOFF = { baseMs: 500, capMs: 15_000 };

/**
 * Keeps `feed_connections` and `feed_outages` up to date in the background. Nothing here can hold a feed up: while
 * Postgres is away the newest state and the outages wait in memory, and past the limit outages of one exchange are
 * joined, so that no time without data is ever forgotten.
 */
export class Journal {
  readonly #sql: Sql;
  readonly #log: Log;
  readonly #everyMs: number;
  readonly #onError: () => void;
  readonly #sources: JournalSource[] = [];
  readonly #known = new Set<string>();
  #outages: FeedOutage[] = [];
  #failures = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #again = false;

  constructor(options: { sql: Sql; log: Log; everyMs: number; onError: () => void }) {
    this.#sql = options.sql;
    this.#log = options.log;
    this.#everyMs = options.everyMs;
    this.#onError = options.onError;
  }

  add(source: JournalSource): void {
    this.#sources.push(source);
    this.#schedule(0);
  }

  /** Something changed that should be seen soon. */
  touch(): void {
    if (this.#failures > 0) return;
    if (this.#writing !== undefined) this.#again = true;
    else this.#schedule(CHANGE_MS);
  }

  outage(outage: FeedOutage): void {
    const at = this.#outages.findLastIndex(({ exchange }) => exchange === outage.exchange);
    const last = this.#outages[at];
    if (last === undefined || this.#outages.length < KEPT_OUTAGES) this.#outages.push(outage);
    else this.#outages[at] = { ...last, reconnectedAt: outage.reconnectedAt };
    this.touch();
  }

  /** Writes a last time, for two seconds at most. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    try {
      await within(LAST_WRITE_MS, "the last write to Postgres", this.#lastWrite());
    } catch (error) {
      this.#log.warn({ err: error, outages: this.#outages.length }, "could not record how the feed ended");
    }
  }

  async #lastWrite(): Promise<void> {
    await this.#writing;
    await this.#write();
  }

  #schedule(ms: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#writing = this.#tryWrite();
    }, ms);
  }

  async #tryWrite(): Promise<void> {
    this.#again = false;
    let wait = this.#everyMs;
    try {
      await within(WRITE_MS, "writing the feed's state", this.#write());
      if (this.#failures > 0) this.#log.info("the feed's state is recorded again");
      this.#failures = 0;
    } catch (error) {
      this.#onError();
      if (this.#failures % 20 === 0)
        this.#log.warn({ err: error }, "the feed's state cannot be recorded; it goes on");
      wait = 500 + fullJitter(this.#failures, BACKOFF);
      this.#failures += 1;
    }
    this.#writing = undefined;
    this.#schedule(this.#again && this.#failures === 0 ? CHANGE_MS : wait);
  }

  async #write(): Promise<void> {
    for (const source of this.#sources) await this.#resume(source);
    for (;;) {
      const [outage] = this.#outages;
      if (outage === undefined) break;
      await saveOutage(this.#sql, outage);
      this.#outages = this.#outages.filter((kept) => kept !== outage);
    }
    for (const source of this.#sources) await saveConnection(this.#sql, source.connection());
  }

  /** Before our first row overwrites it: what the worker before us received last. */
  async #resume(source: JournalSource): Promise<void> {
    if (this.#known.has(source.exchange)) return;
    const micros = await lastMessageAt(this.#sql, source.exchange);
    if (this.#known.has(source.exchange)) return;
    this.#known.add(source.exchange);
    if (micros !== undefined) source.resumedFrom(micros);
  }
}
