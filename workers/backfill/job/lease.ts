import type { Sql } from "@/db/client";
import type { HeldBackfill } from "@/db/queries/backfill/claim-job";
import { type BackfillProgress, renewLease } from "@/db/queries/backfill/renew-lease";
import type { Log } from "@/runtime/log";

/** Why a worker puts a job down before its end. */
export class JobBroken extends Error {
  override readonly name = "JobBroken";
  constructor(readonly by: "stop" | "lost" | "cancel") {
    super(`the job was put down: ${by}`);
  }
}

/** nothing is sent in the last second of a lease: another worker may take the job any moment */
const MARGIN_MS = 1_000;
const TICK_MS = 300;

/** A worker's hold on a job: renewed by itself, with what was done since, until it is let go. */
export class Lease {
  /** what the job waits for, in words, for the one who watches */
  waitsFor: string | null = null;
  readonly #broken = new AbortController();
  #since: Omit<BackfillProgress, "waitsFor"> = { calls: 0, weight: 0, retries: 0 };
  #validUntil: number;
  #ticking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: {
      sql: Sql;
      log: Log;
      held: HeldBackfill;
      leaseMs: number;
      /** aborts when the worker ends */
      signal: AbortSignal;
    },
  ) {
    this.#validUntil = performance.now() + options.leaseMs;
  }

  get held(): HeldBackfill {
    return this.options.held;
  }

  /** Aborts, with a `JobBroken` as its reason, where the job has to be put down. */
  get signal(): AbortSignal {
    return this.#broken.signal;
  }

  start(): void {
    const { signal, log, held } = this.options;
    const stopped = () => this.#break("stop");
    if (signal.aborted) stopped();
    signal.addEventListener("abort", stopped, { once: true });
    this.signal.addEventListener("abort", () => signal.removeEventListener("abort", stopped), { once: true });
    this.#timer = setInterval(() => {
      this.#ticking ??= this.tell()
        .catch((error) => log.warn({ err: error, job: held.jobId }, "lease not renewed"))
        .finally(() => {
          this.#ticking = undefined;
        });
    }, TICK_MS);
  }

  /** @throws {JobBroken} where the job must not be worked on any further */
  check(): void {
    if (performance.now() > this.#validUntil - MARGIN_MS) this.#break("lost");
    this.signal.throwIfAborted();
  }

  did(add: Partial<Omit<BackfillProgress, "waitsFor">>): void {
    this.#since = {
      calls: this.#since.calls + (add.calls ?? 0),
      weight: this.#since.weight + (add.weight ?? 0),
      retries: this.#since.retries + (add.retries ?? 0),
    };
  }

  /** Renews, and writes down what was done since the last time. */
  async tell(): Promise<void> {
    const { sql, held, leaseMs } = this.options;
    const began = performance.now();
    const since = this.#since;
    this.#since = { calls: 0, weight: 0, retries: 0 };
    const answer = await renewLease(sql, held, leaseMs, { ...since, waitsFor: this.waitsFor }).catch(
      (error) => {
        this.did(since);
        throw error;
      },
    );
    if (answer === null) this.#validUntil = began + leaseMs;
    else this.#break(answer);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#ticking;
  }

  #break(by: JobBroken["by"]): void {
    if (!this.signal.aborted) this.#broken.abort(new JobBroken(by));
  }
}
