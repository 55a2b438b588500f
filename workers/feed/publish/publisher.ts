import type { Log } from "@/runtime/log";
import { fullJitter } from "../backoff";
import type { FeedTuning } from "../tuning";
import { sleep, unlessAborted } from "../wait";
import type { Frame } from "./frame";
import { FrameBuffer } from "./frame-buffer";
import { faultOf } from "./kafka-error";

/** Where batches go: a `TopicWriter`, or a test's. */
export interface FrameWriter {
  prepare(): Promise<void>;
  write(frames: readonly Frame[]): Promise<void>;
  renew(): Promise<void>;
  close(): Promise<void>;
}

export interface PublisherEvents {
  /** acknowledged after `seconds`; `oldestMicros` is when the batch's first frame was received */
  published(frames: number, seconds: number, oldestMicros: number): void;
  failed(type: string): void;
  /** frames that will never be published, and why */
  lost(frames: number, reason: string): void;
  /** the buffer is full (stop reading), or has room again */
  pressure(full: boolean): void;
}

type Outcome = "written" | "failed" | "too-large" | "given-up";

const RETRY = { baseMs: 200, capMs: 5_000 };
const ROOM_CHECK_MS = 100;

/**
 * Brings one exchange's frames to its topic. One batch is under way at a time, so that the order of a key is the order
 * of the socket, whatever is retried. What cannot be published waits in memory up to the limits; past them the events
 * ask for the sockets to be paused, and what the exchange then drops will show as a gap.
 */
export class Publisher {
  readonly buffer: FrameBuffer;
  readonly #writer: FrameWriter;
  readonly #tuning: FeedTuning;
  readonly #events: PublisherEvents;
  readonly #log: Log;
  readonly #deadline = new AbortController();
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #giveUp: (() => void) | undefined;
  #linger: NodeJS.Timeout | undefined;
  #closing = false;
  #full = false;
  #underWay: Frame | undefined;

  constructor(options: { writer: FrameWriter; tuning: FeedTuning; events: PublisherEvents; log: Log }) {
    this.#writer = options.writer;
    this.#tuning = options.tuning;
    this.#events = options.events;
    this.#log = options.log;
    this.buffer = new FrameBuffer(options.tuning);
  }

  /** Waits for Kafka, the topic and room in the buffer, however long it takes; false where `signal` ended the wait. */
  async ready(signal: AbortSignal): Promise<boolean> {
    for (let attempt = 0; this.#running === undefined && !signal.aborted; attempt++) {
      try {
        await unlessAborted(signal, this.#writer.prepare());
        if (!signal.aborted) this.#running = this.#run();
      } catch (error) {
        this.#events.failed(faultOf(error).type);
        this.#log.warn({ err: error, attempt }, "Kafka cannot be reached; trying on");
        await sleep(500 + fullJitter(attempt, RETRY), signal);
      }
    }
    while (this.#full && !signal.aborted) await sleep(ROOM_CHECK_MS, signal);
    return !signal.aborted;
  }

  /** Takes a frame; never throws, never refuses. */
  push(frame: Frame): void {
    this.buffer.push(frame);
    if (this.buffer.full && !this.#full) {
      this.#full = true;
      this.#events.pressure(true);
    }
    if (this.#wake === undefined) return;
    if (this.buffer.headIsDone) this.#wakeUp();
    else this.#linger ??= setTimeout(() => this.#wakeUp(), this.#tuning.lingerMs);
  }

  /** When the oldest frame that is not published yet was received, microseconds since the epoch. */
  get oldestUnpublished(): number | undefined {
    return (this.#underWay ?? this.buffer.head?.frames[0])?.receivedMicros;
  }

  /** Publishes what is buffered, for `flushMs` at most; what is left then is counted as lost. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#wakeUp();
    const timer = setTimeout(() => {
      this.#deadline.abort();
      this.#giveUp?.();
    }, this.#tuning.flushMs);
    await this.#running;
    clearTimeout(timer);
    if (this.buffer.frames > 0) {
      this.#events.lost(this.buffer.frames, "stopped");
      this.#log.error({ frames: this.buffer.frames }, "stopped with frames that Kafka did not take");
    }
    await this.#writer.close();
  }

  #wakeUp(): void {
    clearTimeout(this.#linger);
    this.#linger = undefined;
    this.#wake?.();
    this.#wake = undefined;
  }

  async #run(): Promise<void> {
    while (!this.#deadline.signal.aborted) {
      await this.#due();
      const batch = this.buffer.take();
      if (batch !== undefined) await this.#deliver(batch.frames);
      else if (this.#closing) return;
    }
  }

  /** Waits until the head batch is complete or has lingered; not at all while frames pile up, or at the end. */
  async #due(): Promise<void> {
    const { head, headIsDone } = this.buffer;
    const waited = head === undefined ? 0 : performance.now() - head.since;
    if (this.#closing || headIsDone || waited >= this.#tuning.lingerMs) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (head !== undefined) this.#linger = setTimeout(() => this.#wakeUp(), this.#tuning.lingerMs - waited);
    });
  }

  /** Writes the frames, again and again, until they are acknowledged or the deadline has passed. */
  async #deliver(frames: Frame[]): Promise<void> {
    this.#underWay = frames[0];
    for (let attempt = 0; !this.#deadline.signal.aborted; attempt++) {
      const began = performance.now();
      const outcome = await this.#attempt(frames);
      if (outcome === "given-up") return;
      if (outcome === "written") return this.#written(frames, (performance.now() - began) / 1000);
      if (outcome === "too-large") return this.#deliverParts(frames);
      await sleep(fullJitter(attempt, RETRY), this.#deadline.signal);
    }
  }

  async #attempt(frames: Frame[]): Promise<Outcome> {
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        this.#giveUp = () => resolve("given-up");
        this.#writer.write(frames).then(() => resolve("written"), reject);
      });
    } catch (error) {
      const { fault, type } = faultOf(error);
      this.#events.failed(type);
      this.#log.warn({ err: error, frames: frames.length, buffered: this.buffer.frames }, "publish failed");
      if (fault === "too-large") return "too-large";
      await this.#repair(fault === "producer-lost");
      return "failed";
    }
  }

  /** The topic may have gone with the broker's disk: seen to before the next attempt. */
  async #repair(producerLost: boolean): Promise<void> {
    if (producerLost) await this.#writer.renew();
    if (this.#deadline.signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#giveUp = resolve;
      this.#writer.prepare().then(resolve, () => resolve());
    });
  }

  /** The broker's limit is lower than ours: halves, and a single frame that it will never take is given up, loudly. */
  async #deliverParts(frames: Frame[]): Promise<void> {
    if (frames.length > 1) {
      const half = Math.ceil(frames.length / 2);
      await this.#deliver(frames.slice(0, half));
      await this.#deliver(frames.slice(half));
      return;
    }
    this.#log.error(
      { key: frames[0]?.key, bytes: bytesOf(frames) },
      "the broker refuses a frame for its size",
    );
    this.#events.lost(1, "too-large");
    this.#release(frames);
  }

  #written(frames: Frame[], seconds: number): void {
    this.#events.published(frames.length, seconds, frames[0]?.receivedMicros ?? 0);
    this.#release(frames);
  }

  #release(frames: Frame[]): void {
    this.#underWay = undefined;
    this.buffer.release(frames.length, bytesOf(frames));
    if (!this.#full || !this.buffer.hasRoom) return;
    this.#full = false;
    this.#events.pressure(false);
  }
}

function bytesOf(frames: readonly Frame[]): number {
  return frames.reduce((sum, frame) => sum + frame.value.length, 0);
}
