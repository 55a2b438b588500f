import type { Sql } from "@/db/client";
import { countItems } from "@/db/queries/replay/count-items";
import { renewLease } from "@/db/queries/replay/renew-lease";
import type { ReplayProgress } from "@/domain/dead-letter/replay-plan";
import type { Log } from "@/runtime/log";

/** Why a worker puts a job down before its end. */
export type Break = "stop" | "lost" | "pause" | "cancel";

export interface LeaseOptions {
  sql: Sql;
  log: Log;
  jobId: bigint;
  worker: string;
  leaseMs: number;
  /** aborts when the worker ends */
  signal: AbortSignal;
  /** false for a plan, which has no letters under way */
  tells: boolean;
}

/** no letter is sent in the last second of a lease: another worker may take the job any moment */
const MARGIN_MS = 1_000;
const TICK_MS = 400;
/** over which the speed is measured */
const SPEED_SPAN_MS = 5_000;

/** A worker's hold on a job: renewed by itself, with the progress, until it is let go. */
export class Lease {
  /** what the job waits for, in words, for the one who watches */
  waitsFor: string | null = null;
  progress: ReplayProgress | null = null;
  #asked: "pause" | "cancel" | null = null;
  #lost = false;
  #validUntil: number;
  #ticking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #samples: { at: number; gone: number }[] = [];

  constructor(private readonly options: LeaseOptions) {
    this.#validUntil = performance.now() + options.leaseMs;
  }

  get held(): { jobId: bigint; worker: string; leaseMs: number } {
    return this.options;
  }

  /** The first renewal, which also says what was asked meanwhile; then one after another. */
  async start(): Promise<void> {
    await this.#tick();
    this.#timer = setInterval(() => {
      this.#ticking ??= this.#tick()
        .catch((error) => this.options.log.warn({ err: error, job: this.options.jobId }, "lease not renewed"))
        .finally(() => {
          this.#ticking = undefined;
        });
    }, TICK_MS);
  }

  /** Why the job has to be put down now; null where it goes on. */
  broken(): Break | null {
    if (this.#lost || performance.now() > this.#validUntil - MARGIN_MS) return "lost";
    if (this.options.signal.aborted) return "stop";
    return this.#asked;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#ticking;
  }

  /** Counts once more, for the end's account. */
  async count(): Promise<ReplayProgress> {
    const counts = await countItems(this.options.sql, this.options.jobId);
    const gone = counts.sent + counts.settled;
    const now = performance.now();
    this.#samples.push({ at: now, gone });
    while (now - (this.#samples[0]?.at ?? now) > SPEED_SPAN_MS) this.#samples.shift();
    const first = this.#samples[0] ?? { at: now, gone };
    const seconds = (now - first.at) / 1_000;
    const perSecond = seconds > 0 ? Math.round(((gone - first.gone) / seconds) * 10) / 10 : 0;
    this.progress = { ...counts, perSecond, waitsFor: this.waitsFor };
    return this.progress;
  }

  async #tick(): Promise<void> {
    const { sql, tells } = this.options;
    const began = performance.now();
    const progress = tells ? await this.count() : null;
    const answer = await renewLease(sql, this.options, progress);
    if (answer === "lost") this.#lost = true;
    else {
      this.#asked = answer;
      this.#validUntil = began + this.options.leaseMs;
    }
  }
}
