/** The side that took liquidity; `unknown` where the feed does not say. */
export type TakerSide = "buy" | "sell" | "unknown";

/**
 * What the numbers of a feed promise.
 * - `contiguous`: +1 per trade and instrument: a jump is a gap.
 * - `monotonic`: numbers identify and order trades, but skip: no gap can be told.
 * - `none`: trades carry no number: gap detection is not applicable.
 */
export type SequencePolicy = "contiguous" | "monotonic" | "none";

/** Which instrument a trade belongs to: the market is part of the key (BTCUSDT exists on spot and futures). */
export interface InstrumentKey {
  exchange: string;
  market: string;
  /** the venue's own symbol, e.g. `BTCUSDT`, `BTC-USD`, `BTC/USDT` */
  symbol: string;
}

/** One trade as a decoder read it from a frame. Money is a plain decimal string, exactly as the venue wrote it. */
export interface DecodedTrade extends InstrumentKey {
  /** `BASE/QUOTE`, or the venue's symbol where it cannot be told */
  canonicalSymbol: string;
  policy: SequencePolicy;
  /** venue's id as text; null where the feed has none (ingest then keys it by topic, partition, offset and index) */
  tradeId: string | null;
  /** venue's number for the trade; null where the feed has none */
  sequence: bigint | null;
  /** exchange time, microseconds since the epoch (a safe integer until the year 2255) */
  timeMicros: number;
  price: string;
  quantity: string;
  side: TakerSide;
}

/** A record as it was read from Kafka. */
export interface RawRecord {
  topic: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer | string | (Buffer | string)[] | undefined> | undefined;
}

/** What a decoder made of a record; a record that cannot be read is a thrown `DecodeError`. */
export type DecodeResult =
  /** in id order where the feed numbers its trades */
  | { kind: "trades"; trades: DecodedTrade[] }
  /** `reason` is machine-readable, e.g. `heartbeat`, `subscription-ack`, `ticker` */
  | { kind: "ignored"; reason: string };
