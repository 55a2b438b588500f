import type { WireFrame } from "./frame";

interface Held {
  dueMicros: number;
  frame: WireFrame;
}

/** Frames held back by a fault, by the time they are due. */
export class DelayedFrames {
  private readonly held: Held[] = [];

  get size(): number {
    return this.held.length;
  }

  hold(frame: WireFrame, dueMicros: number): void {
    let low = 0;
    let high = this.held.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.held[middle]?.dueMicros ?? 0) <= dueMicros) low = middle + 1;
      else high = middle;
    }
    this.held.splice(low, 0, { dueMicros, frame });
  }

  /** Takes out the frames that are due, in order. */
  due(nowMicros: number): WireFrame[] {
    let end = 0;
    while (end < this.held.length && (this.held[end]?.dueMicros ?? 0) <= nowMicros) end++;
    return this.held.splice(0, end).map((entry) => entry.frame);
  }
}
