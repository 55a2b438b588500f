import type { Exchange } from "./exchange";

interface Waiter {
  reached: () => boolean;
  resolve: () => void;
}

/** Drives an exchange by the clock, and lets callers wait for what it did instead of for time to pass. */
export class Driver {
  private timer: NodeJS.Timeout | undefined;
  private immediate: NodeJS.Immediate | undefined;
  private waiters: Waiter[] = [];

  constructor(
    private readonly exchange: Exchange,
    tickMs: number | null,
  ) {
    if (tickMs !== null) this.timer = setInterval(() => this.tick(), tickMs);
  }

  /** Does everything that is due now; where much is due, the event loop gets turns in between. */
  tick(): void {
    if (this.immediate) return;
    if (!this.exchange.tick()) {
      this.immediate = setImmediate(() => {
        this.immediate = undefined;
        this.tick();
      });
    }
    if (this.waiters.length === 0) return;
    const done = this.waiters.filter((waiter) => waiter.reached());
    this.waiters = this.waiters.filter((waiter) => !done.includes(waiter));
    for (const waiter of done) waiter.resolve();
  }

  /** Resolves after the tick at which a condition holds. */
  when(reached: () => boolean): Promise<void> {
    if (reached()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ reached, resolve }));
  }

  stop(): void {
    clearInterval(this.timer);
    if (this.immediate) clearImmediate(this.immediate);
    // nobody waits for a market that has ended
    for (const waiter of this.waiters) waiter.resolve();
    this.waiters = [];
  }
}
