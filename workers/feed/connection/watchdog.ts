export interface WatchdogOptions {
  /** no message for this long, in milliseconds */
  staleMs: number;
  /** nothing at all for this long, pings and pongs included */
  silentMs: number;
  pingMs: number;
  ping(): void;
  /** asks the exchange something, halfway to stale */
  probe(): void;
  dead(detail: string): void;
}

/**
 * Tells a dead socket from a quiet market. Two silences count: of the wire (TCP died without a word) and of messages
 * (the gateway answers pings but its feed has stopped). It begins with `resume`.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #everyMs: number;
  readonly #timer: NodeJS.Timeout;
  #lastMessage = performance.now();
  #lastWire = performance.now();
  #lastPing = performance.now();
  #lastCheck = performance.now();
  #probed = false;
  #paused = true;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#everyMs = Math.max(20, Math.min(1000, options.staleMs / 10, options.silentMs / 10));
    this.#timer = setInterval(() => this.#check(), this.#everyMs);
    this.#timer.unref();
  }

  /** A message came. */
  heard(): void {
    this.#lastMessage = performance.now();
    this.#lastWire = this.#lastMessage;
    this.#probed = false;
  }

  /** A ping or a pong came. */
  felt(): void {
    this.#lastWire = performance.now();
  }

  /** While we do not read, silence proves nothing. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.heard();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Why the socket counts as dead; undefined while it does not. */
  #verdict(): string | undefined {
    const { staleMs, silentMs } = this.#options;
    const now = performance.now();
    if (now - this.#lastMessage >= staleMs) return `no message for ${seconds(now - this.#lastMessage)} s`;
    if (now - this.#lastWire >= silentMs) return `no sign of life for ${seconds(silentMs)} s`;
    return undefined;
  }

  #check(): void {
    const now = performance.now();
    const late = now - this.#lastCheck > this.#everyMs * 3;
    this.#lastCheck = now;
    // A process that stood still (a debugger, a suspended laptop) has messages waiting that it has not read yet.
    if (late || this.#paused) return;
    const { staleMs, pingMs, ping, probe, dead } = this.#options;
    const quiet = now - this.#lastMessage;
    if (this.#verdict() !== undefined) {
      // On a busy machine timers run before what waits in the socket was read, and ending it would lose all of that.
      setImmediate(() => {
        const verdict = this.#paused ? undefined : this.#verdict();
        if (verdict !== undefined) dead(verdict);
      });
      return;
    }
    if (quiet >= staleMs / 2 && !this.#probed) {
      this.#probed = true;
      probe();
    }
    if (now - this.#lastPing >= pingMs) {
      this.#lastPing = now;
      ping();
    }
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
