import { setTimeout as delay } from "node:timers/promises";
import { readTapeHead, type TapeHead } from "@/db/queries/web/read-tape-head";
import type { TapePosition } from "@/domain/tape/tape-position";
import { database } from "@/server/database";
import { webLog } from "@/server/log";
import { processState } from "@/server/process-state";
import type { Batches } from "@/server/services/tape/look-queue";
import { positionOf, readTape, type TapeBatch } from "@/server/services/tape/read-tape";
import { shutdownSignal } from "@/server/shutdown";

/** See docs/adr/0017-the-tape-polls.md for what it costs, and what NOTIFY would. */
const POLL_MS = 100;
const POLL_AFTER_ERROR_MS = 1_000;

/** What one look found for a reader. */
export interface TapeLook {
  head: TapeHead;
  /** none of an instrument that was not looked at before */
  batches: Batches;
}

type Listener = (look: TapeLook) => void;

/** An instrument that is followed. */
interface Channel {
  listeners: Set<Listener>;
  /** null until the first look */
  position: TapePosition | null;
}

/** One poller for all listeners of the process; it runs while somebody listens, and asks once for all of them. */
class TapeHub {
  readonly #channels = new Map<number, Channel>();
  readonly #listeners = new Map<Listener, readonly number[]>();
  #running = false;

  /** What each look from now on finds of these instruments, until the returned function is called. */
  listen(instrumentIds: readonly number[], listener: Listener): () => void {
    for (const id of instrumentIds) {
      const channel = this.#channels.get(id) ?? { listeners: new Set(), position: null };
      channel.listeners.add(listener);
      this.#channels.set(id, channel);
    }
    this.#listeners.set(listener, instrumentIds);
    if (!this.#running) void this.#run();
    return () => {
      this.#listeners.delete(listener);
      for (const id of instrumentIds) {
        const channel = this.#channels.get(id);
        if (channel?.listeners.delete(listener) && channel.listeners.size === 0) this.#channels.delete(id);
      }
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
      // Who comes while the database is asked is not of this look.
      const waiting = new Map([...this.#listeners].map(([listener, ids]) => [listener, new Set(ids)]));
      const channels = [...this.#channels];
      const head = await readTapeHead(
        database(),
        channels.map(([id]) => id),
      );
      const batches = new Map<number, TapeBatch>();
      for (const [id, channel] of channels) {
        const batch = await this.#advance(id, channel, head);
        if (batch) batches.set(id, batch);
        for (const listener of channel.listeners) {
          const left = waiting.get(listener);
          if (left?.delete(id) && left.size === 0) this.#hand(listener, head, batches);
        }
      }
      return POLL_MS;
    } catch (error) {
      webLog().warn({ err: error }, "the tape could not read on; it tries again");
      return POLL_AFTER_ERROR_MS;
    }
  }

  /** As soon as all that a reader follows was looked at. */
  #hand(listener: Listener, head: TapeHead, all: Batches): void {
    const own = (this.#listeners.get(listener) ?? []).flatMap((id) => {
      const batch = all.get(id);
      return batch ? [[id, batch] as const] : [];
    });
    if (own.length > 0) listener({ head, batches: new Map(own) });
  }

  async #advance(id: number, channel: Channel, head: TapeHead): Promise<TapeBatch | null> {
    const from = channel.position;
    const batch = from && (await readTape(database(), id, from, head));
    channel.position = batch?.to ?? positionOf(head, id);
    return batch;
  }
}

/** The process's one hub. */
export function tapeHub(): TapeHub {
  return processState("tape-hub", () => new TapeHub());
}
