import type { Book } from "./book";
import type { Fault, FaultScript } from "./faults/schema";
import type { Injection, InjectionReceipt } from "./inject";
import type { SimulatorStats } from "./stats";
import type { InstrumentTruth } from "./truth";
import type { Clock, Venue } from "./types";
import type { DropStyle } from "./wire/hub";

/** Where each venue is reached; paths are appended as to the real ones (`/stream?streams=…`, `/api/v3/…`). */
export interface SimulatorUrls {
  binanceWs: string;
  coinbaseWs: string;
  /** complete, with `/v2` */
  krakenWs: string;
  binanceRest: string;
  coinbaseRest: string;
  krakenRest: string;
  control: string;
}

/** A running simulator. */
export interface Simulator {
  port: number;
  urls: SimulatorUrls;
  clock: Clock;
  /** what is true of one instrument, over all its numbers or a range; throws a RangeError where there is none such */
  truth(venue: Venue, symbol: string, range?: { fromId?: bigint; toId?: bigint }): InstrumentTruth;
  truths(): InstrumentTruth[];
  book(venue: Venue, symbol: string): Book;
  stats(): SimulatorStats;
  faults(): Fault[];
  /** replaces the fault script; its seconds count from now */
  setFaults(script: FaultScript): void;
  /** puts a trade or a raw frame on the wire now */
  emit(wanted: Injection): InjectionReceipt;
  /** ends the sockets of one venue or all, and refuses new ones for `seconds`; returns how many it ended */
  dropSockets(venue?: Venue, options?: { seconds?: number; style?: DropStyle }): number;
  resetNumbers(venue: Venue, symbol: string | undefined, to: bigint): void;
  setRate(rate: number): void;
  /** halts the market; frames held back still go out: await `settled` */
  pause(): void;
  resume(): void;
  /** does what is due now; for callers that run their own clock (`tickMs: null`) */
  tick(): void;
  /** resolves once this many live trades were issued */
  whenIssued(trades: number): Promise<void>;
  /** resolves once no frame is held back */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
