/** Lengths of the candles below a minute that are kept of loud minutes, s: each divides a minute. */
export const FINE_SECONDS = [1, 5, 15] as const;

/**
 * A minute's candles of a length are kept where as many trades, on average, lie in each: fewer are as quickly added up.
 * So the 2,000 candles of one answer are made from at most 10,000 trades that are added up one by one.
 */
export const TRADES_A_FINE_CANDLE = 5;
