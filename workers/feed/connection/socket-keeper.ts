import type { Log } from "@/runtime/log";
import { sleep } from "../wait";
import type { Session, SessionEnd } from "./session";

export interface SocketKeeperOptions {
  open(): Session;
  /** age in milliseconds at which a socket is replaced */
  lifetimeMs: number | undefined;
  /** between two attempts to replace a socket that still works */
  retryMs: number;
  signal: AbortSignal;
  log: Log;
  /** trades are expected from this socket from now on; undefined: from none */
  onCurrent(session: Session | undefined): void;
  /** a replacement is being opened */
  onReplacing(): void;
  /** the old socket ended before its replacement delivered */
  onLost(end: SessionEnd): void;
}

/**
 * Stays connected across planned ends. Make before break: when a socket is about to reach the age at which its
 * exchange ends it, a second one is opened, and the first is closed once the second delivers. What both brought,
 * ingest knows for duplicates; nothing is missed.
 */
export class SocketKeeper {
  readonly #options: SocketKeeperOptions;
  #endsSoon: (() => void) | undefined;

  constructor(options: SocketKeeperOptions) {
    this.#options = options;
  }

  /** The exchange announced that it will end the current socket. */
  endsSoon(): void {
    this.#endsSoon?.();
  }

  /** Resolves when no socket is left, with the end of the last. */
  async keep(): Promise<SessionEnd> {
    const { open, onCurrent, retryMs, signal } = this.#options;
    let current = open();
    onCurrent(current);
    let due = this.#due(current);
    for (;;) {
      const end = await Promise.race([current.ended, due]);
      if (end !== undefined || signal.aborted) break;
      const next = await this.#replace(current);
      due = next === current ? sleep(retryMs, signal) : this.#due(next);
      current = next;
      onCurrent(current);
    }
    onCurrent(undefined);
    return current.ended;
  }

  #due(session: Session): Promise<void> {
    const { lifetimeMs } = this.#options;
    return new Promise((resolve) => {
      this.#endsSoon = resolve;
      if (lifetimeMs === undefined) return;
      // A tenth sooner at most, so that the sockets of one start do not all end together.
      const timer = setTimeout(resolve, lifetimeMs * (1 - Math.random() / 10));
      void session.ended.then(() => clearTimeout(timer));
    });
  }

  async #replace(old: Session): Promise<Session> {
    const { open, log, onReplacing, onLost } = this.#options;
    log.info("replacing the socket before its exchange ends it");
    onReplacing();
    const next = open();
    const oldEnded = old.ended.then((end) => ({ old: end }));
    const outcome = await Promise.race([next.delivers, next.ended, oldEnded]);
    if (outcome === "delivers") {
      void old.close("rotated", "replaced");
      return next;
    }
    if ("old" in outcome) {
      onLost(outcome.old);
      return next;
    }
    log.warn(
      { reason: outcome.reason, detail: outcome.detail },
      "the new socket failed; staying with the old one",
    );
    return old;
  }
}
