import type { Exchange } from "./exchange";
import { VENUES, type Venue } from "./types";

export interface VenueStats {
  sockets: number;
  accepted: number;
  /** messages sent, of every kind */
  sent: number;
  slowConsumers: number;
  frozen: boolean;
  down: boolean;
}

/** What the simulator did since it started. */
export interface SimulatorStats {
  uptimeSeconds: number;
  paused: boolean;
  /** live trades */
  issued: number;
  /** live trades a second since the start */
  rate: number;
  heldBack: number;
  /** how often each type of fault struck */
  faults: Record<string, number>;
  venues: Record<Venue, VenueStats>;
}

export function simulatorStats(exchange: Exchange, startedMicros: number, nowMicros: number): SimulatorStats {
  const seconds = Math.max(0, (nowMicros - startedMicros) / 1e6);
  const of = (venue: Venue): VenueStats => {
    const hub = exchange.hubs[venue];
    return {
      sockets: hub.connections.size,
      accepted: hub.accepted,
      sent: hub.sent,
      slowConsumers: hub.slowConsumers,
      frozen: hub.isFrozen,
      down: nowMicros < hub.downUntil,
    };
  };
  const [binance, coinbase, kraken] = VENUES;
  return {
    uptimeSeconds: Math.round(seconds * 10) / 10,
    paused: exchange.paused,
    issued: exchange.issued,
    rate: seconds > 0 ? Math.round(exchange.issued / seconds) : 0,
    heldBack: exchange.dispatcher.heldBack,
    faults: { ...exchange.faults.struck },
    venues: { binance: of(binance), coinbase: of(coinbase), kraken: of(kraken) },
  };
}
