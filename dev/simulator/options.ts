import { type BinanceRestSettings, DEFAULT_BINANCE_REST } from "./binance/rest";
import { type CoinbaseRestSettings, DEFAULT_COINBASE_REST } from "./coinbase/rest";
import type { FaultScript } from "./faults/schema";
import { INSTRUMENTS, type Instrument } from "./instruments";
import { DEFAULT_KRAKEN_REST, type KrakenRestSettings } from "./kraken/rest";
import { hashText } from "./random";
import { type Clock, wallClock } from "./types";
import { DEFAULT_WIRE_SETTINGS, type WireSettings } from "./wire/venue";

/** What `startSimulator` takes; everything has a default. */
export interface SimulatorOptions {
  /** TCP port on 127.0.0.1; 0 takes a free one */
  port?: number;
  /** mean trades a second over all instruments, by default 200 */
  rate?: number;
  /** same seed, start and rate: the same trades. A number or any text */
  seed?: number | string;
  /** what goes wrong; nothing by default */
  faults?: FaultScript;
  /** seconds of history before the start, for REST; by default 1800 */
  historySeconds?: number;
  /** shortens the history so that it holds about this many trades, by default 500,000 */
  historyTrades?: number;
  /** microseconds since the epoch; by default the clock's time at the start */
  startMicros?: number;
  clock?: Clock;
  /** milliseconds between two looks at the clock, by default 5; null for none: the caller calls `tick()` */
  tickMs?: number | null;
  instruments?: readonly Instrument[];
  /** the market halts after this many live trades (the last order is finished), and waits for `resume` */
  maxTrades?: number;
  /** REST serves nothing older than this many seconds; by default all that is remembered */
  restRetentionSeconds?: number;
  wire?: Partial<WireSettings>;
  binanceRest?: Partial<BinanceRestSettings>;
  coinbaseRest?: Partial<CoinbaseRestSettings>;
  krakenRest?: Partial<KrakenRestSettings>;
}

const DEFAULT_HISTORY_SECONDS = 1_800;
const DEFAULT_HISTORY_TRADES = 500_000;

/** Fills in the defaults. Throws a RangeError for a rate that is not positive. */
export function resolveOptions(options: SimulatorOptions) {
  const clock = options.clock ?? wallClock;
  const rate = options.rate ?? 200;
  if (!(rate > 0 && rate <= 200_000))
    throw new RangeError(`rate must be above 0 and at most 200000, not ${rate}`);
  const seed = options.seed ?? 1;
  const wished = options.historySeconds ?? DEFAULT_HISTORY_SECONDS;
  const affordable = (options.historyTrades ?? DEFAULT_HISTORY_TRADES) / rate;
  return {
    port: options.port ?? 0,
    tickMs: options.tickMs === undefined ? 5 : options.tickMs,
    exchange: {
      clock,
      rate,
      seed: typeof seed === "number" ? seed >>> 0 : hashText(seed),
      instruments: options.instruments ?? INSTRUMENTS,
      startMicros: options.startMicros ?? clock(),
      historyMicros: Math.round(Math.min(wished, affordable) * 1e6),
      faults: options.faults ?? [],
      maxTrades: options.maxTrades ?? Number.POSITIVE_INFINITY,
    },
    retentionMicros: (options.restRetentionSeconds ?? Number.POSITIVE_INFINITY) * 1e6,
    wire: { ...DEFAULT_WIRE_SETTINGS, ...options.wire },
    binanceRest: { ...DEFAULT_BINANCE_REST, ...options.binanceRest },
    coinbaseRest: { ...DEFAULT_COINBASE_REST, ...options.coinbaseRest },
    krakenRest: { ...DEFAULT_KRAKEN_REST, ...options.krakenRest },
  };
}
