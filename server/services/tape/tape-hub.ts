import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { readTapeHead } from "@/db/queries/web/read-tape-head";
import type { TapePosition } from "@/domain/tape/tape-position";
import { database } from "@/server/database";
import { webLog } from "@/server/log";
import { processState } from "@/server/process-state";
import { positionOf, readTape, type TapeBatch } from "@/server/services/tape/read-tape";
import { shutdownSignal } from "@/server/shutdown";

/** See docs/adr/0017-the-tape-polls.md for what it costs, and what NOTIFY would. */
const POLL_MS = 100;
const POLL_AFTER_ERROR_MS = 1_000;

type Listener = (batch: TapeBatch) => void;

/** One instrument and all who follow it. */
interface Channel {
  listeners: Set<Listener>;
  /** null until the first look */
  position: TapePosition | null;
}

/** One poller for all listeners of the process; it runs while somebody listens, and asks once for all of them. */
class TapeHub {
  readonly #channels = new Map<number, Channel>();
  #running = false;

  /** An instrument's batches from now on, until the returned function is called. */
  listen(instrumentId: number, listener: Listener): () => void {
    const channel = this.#channels.get(instrumentId) ?? { listeners: new Set(), position: null };
    this.#channels.set(instrumentId, channel);
    channel.listeners.add(listener);
    if (!this.#running) void this.#run();
    return () => {
      channel.listeners.delete(listener);
      if (channel.listeners.size === 0) this.#channels.delete(instrumentId);
    };
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#channels.size > 0 && !shutdownSignal.aborted) {
      const wait = await this.#poll();
      await delay(wait, undefined, { signal: shutdownSignal }).catch(() => undefined);
    }
    this.#running = false;
  }

  async #poll(): Promise<number> {
    try {
      const sql = database();
      const channels = [...this.#channels];
      const head = await readTapeHead(
        sql,
        channels.map(([id]) => id),
      );
      for (const [id, channel] of channels) await this.#advance(sql, id, channel, head);
      return POLL_MS;
    } catch (error) {
      webLog().warn({ err: error }, "the tape could not read on; it tries again");
      return POLL_AFTER_ERROR_MS;
    }
  }

  async #advance(
    sql: Sql,
    id: number,
    channel: Channel,
    head: Parameters<typeof readTape>[3],
  ): Promise<void> {
    if (channel.position === null) {
      channel.position = positionOf(head, id);
      return;
    }
    const batch = await readTape(sql, id, channel.position, head);
    channel.position = batch.to;
    for (const listener of channel.listeners) listener(batch);
  }
}

/** The process's one hub. */
export function tapeHub(): TapeHub {
  return processState("tape-hub", () => new TapeHub());
}
