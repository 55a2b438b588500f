/** A Binance frame of one trade with this number; `more` replaces or adds fields. */
export function binanceFrame(id: number, more: Record<string, unknown> = {}, symbol = "AAAUSDT"): string {
  const data = {
    e: "trade",
    E: 1_750_000_000_001 + id,
    s: symbol,
    t: id,
    p: "10.50",
    q: "2.0",
    T: 1_750_000_000_000 + id,
    m: true,
    M: true,
  };
  return JSON.stringify({ stream: `${symbol.toLowerCase()}@trade`, data: { ...data, ...more } });
}
