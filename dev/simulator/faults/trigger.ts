import { Random } from "../random";
import type { Venue } from "../types";
import type { Fault } from "./schema";

/** The running state of one fault of a script: when it acts, how often it did. Times are microseconds of the market. */
export class Trigger<F extends Fault> {
  readonly random: Random;
  struck = 0;
  private nextAt: number;
  private readonly begin: number;
  private readonly end: number;
  private runLeft = 0;
  private runKey = "";

  constructor(
    readonly fault: F,
    seed: number,
    nowMicros: number,
  ) {
    this.random = new Random(seed);
    this.begin = nowMicros + fault.afterSeconds * 1e6;
    this.end =
      fault.forSeconds === undefined ? Number.POSITIVE_INFINITY : this.begin + fault.forSeconds * 1e6;
    this.nextAt = this.begin;
    this.nextAt = this.drawNext(this.begin);
  }

  /** Whether the fault acts now on this venue and instrument, its schedule aside. */
  covers(venue: Venue, symbol: string | undefined, nowMicros: number): boolean {
    const { fault } = this;
    if (nowMicros < this.begin || nowMicros >= this.end) return false;
    if (fault.venue !== undefined && fault.venue !== venue) return false;
    if (fault.symbol !== undefined && symbol !== undefined && fault.symbol !== symbol) return false;
    return fault.limit === undefined || this.struck < fault.limit;
  }

  /** Whether it strikes this frame; a run once begun goes on with the next frames of the same instrument. */
  strikes(venue: Venue, symbol: string, nowMicros: number): boolean {
    if (!this.covers(venue, symbol, nowMicros)) return false;
    if (this.runLeft > 0) {
      if (this.runKey !== `${venue} ${symbol}`) return false;
      this.runLeft--;
      this.struck++;
      return true;
    }
    if (!this.begins(nowMicros)) return false;
    this.runLeft = this.runLength() - 1;
    this.runKey = `${venue} ${symbol}`;
    this.struck++;
    return true;
  }

  /** Whether a scheduled moment has come; the next one is drawn. */
  elapsed(nowMicros: number): boolean {
    if (nowMicros < this.nextAt || nowMicros >= this.end) return false;
    if (this.fault.limit !== undefined && this.struck >= this.fault.limit) return false;
    this.nextAt = this.drawNext(nowMicros);
    this.struck++;
    return true;
  }

  private begins(nowMicros: number): boolean {
    const { fault } = this;
    if ("rate" in fault && fault.rate !== undefined) return this.random.next() < fault.rate;
    if (nowMicros < this.nextAt) return false;
    this.nextAt = this.drawNext(nowMicros);
    return true;
  }

  private drawNext(nowMicros: number): number {
    if (!("every" in this.fault) || this.fault.every === undefined) return this.nextAt;
    return nowMicros + this.random.between(...this.fault.every) * 1e6;
  }

  private runLength(): number {
    return "run" in this.fault ? this.random.whole(...this.fault.run) : 1;
  }
}
