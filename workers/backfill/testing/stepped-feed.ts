import type { Stepped } from "@/dev/simulator/testing/stepped";
import { subscribeAll } from "@/dev/simulator/testing/subscribe";
import type { Venue } from "@/dev/simulator/types";
import { protocolOf } from "../../feed/protocols/protocol-of";

/** seconds of the simulator's clock between two looks at the sockets */
const STEP = 0.25;

export interface HeardFrame {
  key: string;
  value: string;
}

/** Times are exchange time, µs. */
export interface HeardOutage {
  exchange: Venue;
  disconnectedAt: number;
  reconnectedAt: number;
}

interface Line {
  venue: Venue;
  symbols: readonly string[];
  client: Awaited<ReturnType<typeof subscribeAll>> | null;
  lostAt: number;
}

/**
 * The feed's part on a clock that only the test moves, so that an outage of a minute takes no minute: keeps what the
 * sockets bring, keyed as the feed keys it, comes back as soon as a venue lets it, and notes the times without a socket.
 */
export class SteppedFeed {
  readonly frames: Record<Venue, HeardFrame[]> = { binance: [], coinbase: [], kraken: [] };
  readonly outages: HeardOutage[] = [];
  readonly #lines: Line[];
  #marks = 0;

  constructor(
    private readonly run: Stepped,
    symbols: Readonly<Record<Venue, readonly string[]>>,
  ) {
    this.#lines = (["binance", "coinbase", "kraken"] as const).map((venue) => ({
      venue,
      symbols: symbols[venue],
      client: null,
      lostAt: 0,
    }));
  }

  /** Connects to every venue. */
  async start(): Promise<void> {
    for (const line of this.#lines) await this.#connect(line);
  }

  /** Lets so much of the simulator's time pass. */
  async advance(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += STEP) {
      const before = this.run.sim.clock();
      this.run.advance(STEP);
      await Promise.all(this.#lines.map((line) => this.#look(line, before)));
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.client?.close()));
  }

  async #look(line: Line, before: number): Promise<void> {
    const { client, venue } = line;
    if (client === null) {
      // A venue in an outage refuses.
      if (await this.#connect(line).catch(() => false))
        this.outages.push({
          exchange: venue,
          disconnectedAt: line.lostAt,
          reconnectedAt: this.run.sim.clock(),
        });
      return;
    }
    // Messages of a socket come in order: when the mark is there, or the end, so is all before it.
    const mark = `{"mark":${++this.#marks}}`;
    const isOpen = this.run.sim.emit({ venue, frame: mark }).reached > 0;
    await (isOpen ? client.hear(mark) : client.closed);
    this.#take(line);
    if (isOpen) return;
    line.client = null;
    line.lostAt = before;
  }

  async #connect(line: Line): Promise<true> {
    line.client = await subscribeAll(this.run.sim, line.venue, line.symbols);
    return true;
  }

  #take({ client, venue }: Line): void {
    for (const value of client?.messages.splice(0) ?? []) {
      if (value.startsWith('{"mark":')) continue;
      const { symbol } = protocolOf(venue).glance(Buffer.from(value));
      this.frames[venue].push({ key: symbol ?? venue, value });
    }
  }
}
