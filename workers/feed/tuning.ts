/** How patient and how big the feed is. Times in milliseconds. */
export interface FeedTuning {
  /** a batch leaves after this long … */
  lingerMs: number;
  /** … or with this many frames … */
  batchFrames: number;
  /** … or bytes; well below Kafka's 1 MB a batch, as all of it may fall into one partition */
  batchBytes: number;
  /** past either of these the sockets are paused, at half of them resumed; an exchange's own */
  bufferFrames: number;
  bufferBytes: number;
  handshakeMs: number;
  /** for an answer to a subscription request */
  ackMs: number;
  /** between two messages of ours: Binance ends a socket that sends more than 5 a second, pongs included */
  sendGapMs: number;
  pingMs: number;
  /** nothing at all from the socket, no pong either: it is dead */
  silentMs: number;
  /** no message; overrides the exchange's own limit */
  staleMs?: number;
  /** age at which a socket is replaced; overrides the exchange's own */
  lifetimeMs?: number;
  backoffBaseMs: number;
  backoffCapMs: number;
  /** a connection that held this long starts the backoff afresh */
  healthyMs: number;
  /** between two writes of the connection's state to Postgres */
  journalMs: number;
  /** for publishing what is buffered when the feed stops; the process has 15 s in all */
  flushMs: number;
}

export const defaultTuning: FeedTuning = {
  lingerMs: 10,
  batchFrames: 500,
  batchBytes: 512 * 1024,
  bufferFrames: 50_000,
  bufferBytes: 32 * 1024 * 1024,
  handshakeMs: 10_000,
  ackMs: 10_000,
  sendGapMs: 250,
  pingMs: 10_000,
  silentMs: 25_000,
  backoffBaseMs: 500,
  backoffCapMs: 30_000,
  healthyMs: 60_000,
  journalMs: 1_000,
  flushMs: 8_000,
};
