import type { Book } from "./book";
import { FATE } from "./fate";
import type { FaultEngine } from "./faults/engine";
import { malform } from "./faults/malform";
import type { MalformedKind } from "./faults/schema";
import type { Clock, Venue } from "./types";
import { DelayedFrames } from "./wire/delayed";
import type { WireFrame } from "./wire/frame";
import type { Hub } from "./wire/hub";
import type { VenueWire } from "./wire/venue";

/** Takes frames through the fault script to the sockets, and writes down what became of each trade. */
export class Dispatcher {
  private readonly delayed = new DelayedFrames();

  constructor(
    private readonly faults: FaultEngine,
    private readonly hubs: Readonly<Record<Venue, Hub>>,
    private readonly wires: Readonly<Record<Venue, VenueWire>>,
    private readonly clock: Clock,
  ) {}

  /** Frames that a fault holds back. */
  get heldBack(): number {
    return this.delayed.size;
  }

  /** Sends the frames of newly issued trades, which came from one order at `timeMicros`. */
  send(book: Book, first: number, count: number, timeMicros: number): void {
    const { venue, symbol } = book.instrument;
    const wire = this.wires[venue];
    const hub = this.hubs[venue];
    const told = wire.tickers && hub.hasListeners(`ticker:${symbol}`) ? wire.tickers(book, first, count) : [];
    for (const [i, frame] of wire.frames(book, first, count).entries()) {
      this.dispatch(frame, timeMicros);
      const ticker = told[i];
      if (ticker) hub.broadcast(ticker);
    }
  }

  /** Sends the frames whose delay is over. */
  sendDelayed(nowMicros: number): void {
    if (this.delayed.size === 0) return;
    for (const frame of this.delayed.due(nowMicros)) this.deliver(frame);
  }

  /** Sends a spoilt copy of a frame; returns how many sockets got it. */
  sendMalformed(frame: WireFrame, kind: MalformedKind): number {
    const { venue } = frame.book.instrument;
    const reached = this.hubs[venue].broadcast(
      frame.changed(kind === "binary", (text) => malform(text, kind, venue)),
    );
    const { malformed } = frame.book.extras;
    if (reached > 0) malformed[kind] = (malformed[kind] ?? 0) + 1;
    return reached;
  }

  /** Sends a good frame, and marks its trades as heard where a socket took it. */
  deliver(frame: WireFrame): number {
    const reached = this.hubs[frame.book.instrument.venue].broadcast(frame);
    if (reached > 0) mark(frame, FATE.heard);
    return reached;
  }

  private dispatch(frame: WireFrame, timeMicros: number): void {
    const { venue, symbol } = frame.book.instrument;
    const verdict = this.faults.beforeSend(venue, symbol, timeMicros);
    for (const kind of verdict.noise) {
      const noise = this.wires[venue].noise(kind, frame.book);
      if (this.hubs[venue].broadcastText(noise, frame.topic) > 0) frame.book.extras.noise++;
    }
    if (verdict.lose) {
      mark(frame, FATE.lost);
      return;
    }
    if (verdict.malform) {
      const reached = this.sendMalformed(frame, verdict.malform.kind);
      if (verdict.malform.mode === "replace") {
        // where no socket heard the spoilt frame there is no dead letter to explain the gap: then it is just unheard
        if (reached > 0) mark(frame, FATE.malformed);
        return;
      }
    }
    if (verdict.delayMicros > 0) {
      mark(frame, FATE.late);
      this.delayed.hold(frame, this.clock() + verdict.delayMicros);
      return;
    }
    if (this.deliver(frame) === 0) return;
    for (let i = 0; i < verdict.repeats; i++) {
      if (this.deliver(frame) === 0) continue;
      mark(frame, FATE.repeated);
      frame.book.extras.repeated++;
    }
  }
}

function mark(frame: WireFrame, bits: number): void {
  for (let index = frame.first; index < frame.first + frame.count; index++) frame.book.mark(index, bits);
}
