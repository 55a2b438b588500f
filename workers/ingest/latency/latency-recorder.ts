import type { Query } from "@/db/client";
import type { Instrument } from "@/db/queries/ingest/resolve-instruments";
import { type LatencyRow, saveLatencies } from "@/db/queries/latency/save-latencies";
import { bucketOfSlot, SLOTS, slotOf } from "@/domain/latency/buckets";
import { STAGES } from "@/domain/latency/stages";
import { MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";
import type { DecodedBatch } from "../types";

const [EXCHANGE_KAFKA, KAFKA_FETCHED, FETCHED_COMMITTED, TOTAL] = STAGES.map((_, at) => at * SLOTS);
/** while the database is away nothing is committed, and nothing is added: this bounds what clocks that jump may do */
const MAX_MINUTES = 30;

interface Minute {
  /** instrument → counts of each stage, one after another */
  counts: Map<number, Uint32Array>;
  changed: Set<number>;
}

/**
 * Counts how long each committed trade took, by stage, instrument and minute of its commit. One increment a stage and
 * trade: it stands in ingest's hot path. `flush` writes whole histograms, so a flush whose outcome is unknown can be
 * repeated.
 */
export class LatencyRecorder {
  readonly #minutes = new Map<number, Minute>();

  constructor(private readonly worker: string) {}

  /** Takes a committed batch; `instruments` are in step with its trades. */
  add(batch: DecodedBatch, instruments: readonly Instrument[], committedAt: Micros): void {
    const { trades, offsets, recordMs, fetchedAt } = batch;
    if (trades.length === 0) return;
    const minute = this.#minute(Math.floor(committedAt / MICROS_PER_MINUTE));
    // A replayed record is as old as its letter: that is no latency of the pipeline.
    const replayed = batch.replays.length === 0 ? null : new Set(batch.replays.map((one) => one.offset));
    const committedSlot = (FETCHED_COMMITTED ?? 0) + slotOf(committedAt - fetchedAt);
    let id = -1;
    let counts: Uint32Array = none;
    let ms = Number.NaN;
    let fetchedSlot = 0;
    for (let i = 0; i < trades.length; i++) {
      const trade = trades[i];
      const instrument = instruments[i];
      if (trade === undefined || instrument === undefined) continue;
      if (replayed?.has(offsets[i] ?? -1)) continue;
      if (instrument.id !== id) {
        id = instrument.id;
        counts = this.#counts(minute, id);
      }
      const published = recordMs[i] ?? 0;
      if (published !== ms) {
        ms = published;
        fetchedSlot = (KAFKA_FETCHED ?? 0) + slotOf(fetchedAt - ms * 1000);
      }
      increment(counts, (EXCHANGE_KAFKA ?? 0) + slotOf(ms * 1000 - trade.timeMicros));
      increment(counts, fetchedSlot);
      increment(counts, committedSlot);
      increment(counts, (TOTAL ?? 0) + slotOf(committedAt - trade.timeMicros));
    }
  }

  /** Writes what changed since the last flush, and forgets minutes that are over. */
  async flush(sql: Query, now: Micros): Promise<void> {
    const flushed: [Minute, Set<number>][] = [];
    const rows: LatencyRow[] = [];
    for (const [number, minute] of this.#minutes) {
      const { changed } = minute;
      minute.changed = new Set();
      flushed.push([minute, changed]);
      for (const id of changed) rows.push(...rowsOf(number, id, minute.counts.get(id) ?? none));
    }
    try {
      if (rows.length > 0) await saveLatencies(sql, this.worker, rows);
    } catch (error) {
      for (const [minute, changed] of flushed) for (const id of changed) minute.changed.add(id);
      throw error;
    }
    const current = Math.floor(now / MICROS_PER_MINUTE);
    // A batch may be committing just now with the minute before in mind.
    for (const [number, minute] of this.#minutes)
      if (minute.changed.size === 0 && Math.abs(current - number) > 1) this.#minutes.delete(number);
  }

  #minute(number: number): Minute {
    const known = this.#minutes.get(number);
    if (known !== undefined) return known;
    if (this.#minutes.size >= MAX_MINUTES) this.#minutes.delete(Math.min(...this.#minutes.keys()));
    const made: Minute = { counts: new Map(), changed: new Set() };
    this.#minutes.set(number, made);
    return made;
  }

  #counts(minute: Minute, id: number): Uint32Array {
    minute.changed.add(id);
    const known = minute.counts.get(id);
    if (known !== undefined) return known;
    const made = new Uint32Array(STAGES.length * SLOTS);
    minute.counts.set(id, made);
    return made;
  }
}

const none = new Uint32Array(0);

function increment(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function rowsOf(minute: number, instrumentId: number, counts: Uint32Array): LatencyRow[] {
  return STAGES.map((stage, at) => {
    const buckets: number[] = [];
    const found: number[] = [];
    for (let slot = 0; slot < SLOTS; slot++) {
      const count = counts[at * SLOTS + slot] ?? 0;
      if (count === 0) continue;
      buckets.push(bucketOfSlot(slot));
      found.push(count);
    }
    return { minute: minute * MICROS_PER_MINUTE, stage, instrumentId, buckets, counts: found };
  });
}
