import type { Frame } from "./frame";

/** Frames that leave together, in the order they came. */
export interface FrameBatch {
  frames: Frame[];
  bytes: number;
  /** milliseconds of the monotonic clock, when its first frame came */
  since: number;
}

/**
 * Frames on their way to Kafka, cut into batches as they come. A batch counts until it is released, so that the depth
 * is what would be lost with the process. It never refuses a frame: who fills it stops reading when `full`.
 */
export class FrameBuffer {
  readonly #limits: { batchFrames: number; batchBytes: number; bufferFrames: number; bufferBytes: number };
  readonly #batches: FrameBatch[] = [];
  #frames = 0;
  #bytes = 0;

  constructor(limits: {
    batchFrames: number;
    batchBytes: number;
    bufferFrames: number;
    bufferBytes: number;
  }) {
    this.#limits = limits;
  }

  get frames(): number {
    return this.#frames;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get full(): boolean {
    return this.#frames >= this.#limits.bufferFrames || this.#bytes >= this.#limits.bufferBytes;
  }

  /** Half empty: the distance to `full` keeps sockets from being paused and resumed in quick turns. */
  get hasRoom(): boolean {
    return this.#frames <= this.#limits.bufferFrames / 2 && this.#bytes <= this.#limits.bufferBytes / 2;
  }

  /** The batch that leaves next, undefined where there is none. */
  get head(): FrameBatch | undefined {
    return this.#batches[0];
  }

  /** Whether the head can grow no more. */
  get headIsDone(): boolean {
    return this.#batches.length > 1 || (this.head?.frames.length ?? 0) >= this.#limits.batchFrames;
  }

  push(frame: Frame): void {
    const size = frame.value.length;
    let batch = this.#batches.at(-1);
    if (batch === undefined || !this.#fits(batch, size)) {
      batch = { frames: [], bytes: 0, since: performance.now() };
      this.#batches.push(batch);
    }
    batch.frames.push(frame);
    batch.bytes += size;
    this.#frames += 1;
    this.#bytes += size;
  }

  /** Takes the head out for sending; frames that come from now on start another batch. */
  take(): FrameBatch | undefined {
    return this.#batches.shift();
  }

  /** A taken batch, or a part of it, has arrived or was given up. */
  release(frames: number, bytes: number): void {
    this.#frames -= frames;
    this.#bytes -= bytes;
  }

  #fits(batch: FrameBatch, size: number): boolean {
    const { batchFrames, batchBytes } = this.#limits;
    return batch.frames.length < batchFrames && batch.bytes + size <= batchBytes;
  }
}
