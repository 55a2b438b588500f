import type { StreamHub } from "@/app/lib/trpc/streams/stream-hub";
import { StreamLine } from "@/app/lib/trpc/streams/stream-line";
import { addToTape, EMPTY_TAPE, type Tape } from "@/app/trades/tape-rows";
import type { TapeEvent } from "@/server/services/tape/tape-event";

/** A tab with a tape on it, as the Trades page has one, without the page. */
export class TapeTab {
  readonly #line: StreamLine;
  readonly #port: MessagePort;
  #stop: (() => void) | null = null;
  #lastEventId: string | null = null;
  tape: Tape = EMPTY_TAPE;
  /** in the order in which they came */
  readonly keys: string[] = [];
  readonly states: string[] = [];

  constructor(
    hub: StreamHub,
    readonly instrumentId: number,
    readonly maxRows = 40,
  ) {
    const { port1, port2 } = new MessageChannel();
    hub.connect(port1);
    this.#port = port2;
    this.#line = new StreamLine(port2);
  }

  /** Opens the tape, or goes on with it. */
  resume(): void {
    const { instrumentId, maxRows } = this;
    const seen = this.#lastEventId === null ? {} : { lastEventId: this.#lastEventId };
    this.#stop = this.#line.subscribe(
      { path: "trades.tape", input: { instrumentId, maxRows, ...seen }, traceparent: null },
      {
        onResult: (result) => {
          this.states.push(result.type === "state" ? result.state : result.type);
          if (result.type !== "data") return;
          const { id, data } = result.data as { id: string; data: TapeEvent };
          this.#lastEventId = id;
          this.keys.push(...data.trades.map((trade) => trade.key));
          this.tape = addToTape(this.tape, data);
        },
        onFailed: (failure) => this.states.push(`failed: ${failure.message}`),
        onCompleted: () => this.states.push("completed"),
        whenTaken: (done) => done(),
      },
    );
  }

  pause(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** The page goes into the browser's memory. */
  hide(): void {
    this.#line.leave();
  }

  /** It is back. */
  show(): void {
    this.#line.reopen();
  }

  close(): void {
    this.#port.close();
  }

  /** shown and counted since it was opened */
  get total(): bigint {
    return BigInt(this.tape.received) + this.tape.skipped;
  }
}
