/** The venues that the simulator speaks for. */
export const VENUES = ["binance", "coinbase", "kraken"] as const;
export type Venue = (typeof VENUES)[number];

/** Microseconds since the epoch, a safe integer. */
export type Clock = () => number;

/** The wall clock with microsecond steps; `performance` supplies what `Date` rounds away. */
export const wallClock: Clock = () => Math.round((performance.timeOrigin + performance.now()) * 1000);

/** The side that took liquidity. */
export type Side = "buy" | "sell";
