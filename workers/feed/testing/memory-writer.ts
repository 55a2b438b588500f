import type { Frame } from "../publish/frame";
import type { FrameWriter } from "../publish/publisher";

/** A Kafka that a test can take away. */
export class MemoryWriter implements FrameWriter {
  readonly batches: Frame[][] = [];
  /** writes wait for this one */
  gate: Promise<void> = Promise.resolve();
  /** the next write, or every write while it stays set, fails with it */
  failWith: Error | undefined;
  prepared = 0;
  renewed = 0;
  closed = 0;
  /** writes at once, and the most there ever were */
  underWay = 0;
  mostUnderWay = 0;

  get frames(): Frame[] {
    return this.batches.flat();
  }

  get values(): string[] {
    return this.frames.map(({ value }) => value.toString("latin1"));
  }

  async prepare(): Promise<void> {
    this.prepared += 1;
  }

  async write(frames: readonly Frame[]): Promise<void> {
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    try {
      await this.gate;
      if (this.failWith !== undefined) throw this.failWith;
      this.batches.push([...frames]);
    } finally {
      this.underWay -= 1;
    }
  }

  async renew(): Promise<void> {
    this.renewed += 1;
  }

  async close(): Promise<void> {
    this.closed += 1;
  }
}
