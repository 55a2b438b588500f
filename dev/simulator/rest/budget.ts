/** A budget of requests: refills evenly, holds at most `burst`. Public REST of Coinbase and Kraken is limited so. */
export class Budget {
  private left: number;
  private at = Number.NaN;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.left = burst;
  }

  /** Takes one request's worth at a time in microseconds; false where none is left. */
  take(nowMicros: number): boolean {
    if (!Number.isNaN(this.at))
      this.left = Math.min(this.burst, this.left + ((nowMicros - this.at) / 1e6) * this.perSecond);
    this.at = nowMicros;
    if (this.left < 1) return false;
    this.left--;
    return true;
  }
}
