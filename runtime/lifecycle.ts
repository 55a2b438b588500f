import type { Log } from "./log";

type Release = () => Promise<void> | void;

/**
 * Who acquires registers the release. Releases run once, newest first, each error logged and passed over;
 * past the deadline the process ends with exit code 1.
 */
export class Lifecycle {
  readonly #releases: { name: string; release: Release }[] = [];
  readonly #abort = new AbortController();
  #ending: Promise<void> | undefined;

  constructor(
    readonly log: Log,
    readonly deadlineMs = 15_000,
  ) {}

  /** Aborts as soon as the end begins: loops and waits listen to it. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  onEnd(name: string, release: Release): void {
    this.#releases.push({ name, release });
  }

  /** Ends on SIGINT, SIGTERM and SIGHUP; a second signal ends at once. */
  listen(): this {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (this.#ending !== undefined) process.exit(1);
        this.log.info({ signal }, "stopping");
        const timer = setTimeout(() => {
          this.log.error({ deadlineMs: this.deadlineMs }, "could not stop in time: leaving");
          process.exit(1);
        }, this.deadlineMs);
        timer.unref();
        void this.end().then(() => process.exit(process.exitCode ?? 0));
      });
    }
    return this;
  }

  end(): Promise<void> {
    this.#ending ??= this.#runReleases();
    return this.#ending;
  }

  async #runReleases(): Promise<void> {
    this.#abort.abort();
    for (const { name, release } of this.#releases.reverse()) {
      try {
        await release();
      } catch (error) {
        this.log.error({ err: error, name }, "release failed");
      }
    }
  }
}
