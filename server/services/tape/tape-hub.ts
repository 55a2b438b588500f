import { setTimeout as delay } from "node:timers/promises";
import { readTapeHead } from "@/db/queries/web/read-tape-head";
import { database } from "@/server/database";
import { webLog } from "@/server/log";
import { processState } from "@/server/process-state";
import { positionOf, readTape, type TapeBatch } from "@/server/services/tape/read-tape";
import type { TapePosition } from "@/server/services/tape/tape-position";
import { shutdownSignal } from "@/server/shutdown";

const POLL_MS = 200;
const POLL_AFTER_ERROR_MS = 1_000;

type Listener = (batch: TapeBatch) => void;

/** One poller for all listeners of the process; it runs while somebody listens. */
class TapeHub {
  readonly #listeners = new Set<Listener>();
  #position: TapePosition | null = null;
  #running = false;

  /** Batches from now on, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (!this.#running) void this.#run();
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#listeners.size > 0 && !shutdownSignal.aborted) {
      const wait = await this.#poll();
      await delay(wait, undefined, { signal: shutdownSignal }).catch(() => undefined);
    }
    this.#running = false;
    // Whoever comes next starts from the head of that time: nobody waits for what lies between.
    this.#position = null;
  }

  async #poll(): Promise<number> {
    try {
      const sql = database();
      if (this.#position === null) {
        this.#position = positionOf(await readTapeHead(sql));
        return POLL_MS;
      }
      const batch = await readTape(sql, this.#position);
      this.#position = batch.to;
      if (batch.rows.length > 0 || batch.skipped > 0n)
        for (const listener of this.#listeners) listener(batch);
      return POLL_MS;
    } catch (error) {
      webLog().warn({ err: error }, "the tape could not read on; it tries again");
      return POLL_AFTER_ERROR_MS;
    }
  }
}

/** The process's one hub. */
export function tapeHub(): TapeHub {
  return processState("tape-hub", () => new TapeHub());
}
