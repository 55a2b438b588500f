import type { StreamResult } from "@/app/lib/trpc/streams/messages";
import type { OpenStream, StreamListener, StreamQuestion } from "@/app/lib/trpc/streams/stream-hub";
import { encodeTapePosition } from "@/domain/tape/tape-position";
import {
  encodeTapesPosition,
  MAX_TAPES,
  parseTapesPosition,
  positionOfTape,
} from "@/domain/tape/tapes-position";
import type { TapesEvent } from "@/server/services/tape/stream-tapes";

/** Tabs that are opened together, or change their instrument, ask in one go. */
const GATHER_MS = 20;
const MAX_ROWS = 1_000;

interface TapeQuestion {
  instrumentId: number;
  maxRows: number;
}

/** One question after a tape, and who asked it. */
interface Member extends TapeQuestion {
  listener: StreamListener;
  /** has its first event, and goes on behind it */
  isOpened: boolean;
  isConnected: boolean;
}

/** Opens all tapes in one stream of the server, `trades.tapes`, however many they are; other questions as they come. */
export function tapesInOne(open: OpenStream): OpenStream {
  const stream = new TapeStream(open);
  return (question, listener) => {
    const tape = question.path === "trades.tape" ? tapeOf(question.input) : null;
    return tape === null ? open(question, listener) : stream.add(tape, question, listener);
  };
}

/**
 * The stream is opened again whenever the tapes change: with the id of the last event that was handed on, behind which
 * those go on that are there already. What the stream before was still to bring comes again with the new one.
 */
class TapeStream {
  readonly #open: OpenStream;
  readonly #members = new Map<number, Member>();
  #lastKey = 0;
  #at: string | null = null;
  #traceparent: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** counts the streams: what an earlier one still says is not heard */
  #current = 0;
  #stop: (() => void) | null = null;

  constructor(open: OpenStream) {
    this.#open = open;
  }

  add(tape: TapeQuestion, { traceparent }: StreamQuestion, listener: StreamListener): () => void {
    if (this.#members.size >= MAX_TAPES) {
      const message = `This browser follows ${MAX_TAPES} tapes already, which is the most. Close one to follow another.`;
      listener.onFailed({ message, shape: null });
      return () => undefined;
    }
    const key = ++this.#lastKey;
    this.#members.set(key, { ...tape, listener, isOpened: false, isConnected: false });
    this.#traceparent = traceparent ?? this.#traceparent;
    this.#change();
    return () => {
      if (this.#members.delete(key)) this.#change();
    };
  }

  #change(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#reopen();
    }, GATHER_MS);
  }

  #reopen(): void {
    const current = this.#leave();
    const tapes = [...this.#members].map(([key, { instrumentId, maxRows }]) => ({
      key,
      instrumentId,
      maxRows,
    }));
    if (tapes.length === 0) return;
    const lastEventId = this.#seen();
    const input = { tapes, ...(lastEventId === null ? {} : { lastEventId }) };
    const question = { path: "trades.tapes", input, traceparent: this.#traceparent };
    this.#traceparent = null;
    const whileCurrent = (act: () => void) => {
      if (this.#current === current) act();
    };
    const stop = this.#open(question, {
      onResult: (result) => whileCurrent(() => this.#take(result)),
      onFailed: (failure) => whileCurrent(() => this.#end((listener) => listener.onFailed(failure))),
      onCompleted: () => whileCurrent(() => this.#end((listener) => listener.onCompleted())),
    });
    if (this.#current === current) this.#stop = stop;
    else stop();
  }

  #leave(): number {
    const stop = this.#stop;
    this.#stop = null;
    this.#current++;
    stop?.();
    return this.#current;
  }

  /** Up to where the tapes that are there already were handed on; null: all of them are new. */
  #seen(): string | null {
    const at = this.#at === null ? null : parseTapesPosition(this.#at);
    if (at === null) return null;
    const tapes = new Map([...at.tapes].filter(([key]) => this.#members.get(key)?.isOpened));
    return tapes.size === 0 ? null : encodeTapesPosition({ sources: at.sources, tapes });
  }

  #take(result: StreamResult): void {
    if (result.type === "data") {
      this.#hand(result.data as { id: string; data: TapesEvent });
      return;
    }
    for (const member of [...this.#members.values()]) {
      // That the stream is opened again for others is nothing to those who have theirs.
      if (result.type === "state" && result.state === "connecting") {
        if (member.isConnected && result.error === null) continue;
        member.isConnected = false;
      } else if (result.type === "started" || result.type === "state") {
        const isKnown = member.isConnected;
        if (result.type === "state") member.isConnected = result.state === "pending";
        if (isKnown && (result.type === "started" || result.state === "pending")) continue;
      }
      member.listener.onResult(result);
    }
  }

  #hand({ id, data: { tapes } }: { id: string; data: TapesEvent }): void {
    this.#at = id;
    const at = parseTapesPosition(id);
    for (const { key, trades, skipped } of tapes) {
      const member = this.#members.get(key);
      const place = at && positionOfTape(at, key);
      if (member === undefined || !place) continue;
      member.isOpened = true;
      const data = { id: encodeTapePosition(place), data: { trades, skipped } };
      member.listener.onResult({ type: "data", data });
    }
  }

  #end(tell: (listener: StreamListener) => void): void {
    this.#leave();
    const all = [...this.#members.values()];
    this.#members.clear();
    for (const { listener } of all) tell(listener);
  }
}

/** The question, where it is one that the server takes; others ask it alone, and are told what is wrong. */
function tapeOf(input: unknown): TapeQuestion | null {
  if (typeof input !== "object" || input === null || !("instrumentId" in input)) return null;
  const { instrumentId, maxRows = MAX_ROWS, ...others } = input as Record<string, unknown>;
  if (
    Object.keys(others).length > 0 ||
    !isWithin(instrumentId, 2_147_483_647) ||
    !isWithin(maxRows, MAX_ROWS)
  )
    return null;
  return { instrumentId, maxRows };
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}
