const MINUTE_MICROS = 60_000_000;

/** The verdict on one request. */
export type WeightVerdict =
  | { kind: "ok"; used: number }
  | { kind: "limited" | "banned"; used: number; retryAfterSeconds: number };

/**
 * Binance's request weight: counted a clock minute; past the limit 429 until the minute is over; a client that keeps
 * asking while limited is banned (418). Source: binance-spot-api-docs, rest-api.md, "IP Limits".
 */
export class Weights {
  private minute = -1;
  private used = 0;
  private ignored = 0;
  private bannedUntil = 0;

  constructor(
    private readonly limit: number,
    private readonly ignoredBeforeBan: number,
    private readonly banSeconds: number,
  ) {}

  /** Charges a request at a time in microseconds. */
  charge(weight: number, nowMicros: number): WeightVerdict {
    const minute = Math.floor(nowMicros / MINUTE_MICROS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.used = 0;
      this.ignored = 0;
    }
    if (nowMicros < this.bannedUntil) {
      return {
        kind: "banned",
        used: this.used,
        retryAfterSeconds: Math.ceil((this.bannedUntil - nowMicros) / 1e6),
      };
    }
    this.used += weight;
    if (this.used <= this.limit) return { kind: "ok", used: this.used };
    this.ignored++;
    if (this.ignored > this.ignoredBeforeBan) {
      this.bannedUntil = nowMicros + this.banSeconds * 1e6;
      return { kind: "banned", used: this.used, retryAfterSeconds: this.banSeconds };
    }
    const left = (minute + 1) * MINUTE_MICROS - nowMicros;
    return { kind: "limited", used: this.used, retryAfterSeconds: Math.max(1, Math.ceil(left / 1e6)) };
  }
}
