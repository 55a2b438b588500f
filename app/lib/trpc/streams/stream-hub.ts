import type { HubMessage, StreamFailure, StreamResult, TabMessage } from "@/app/lib/trpc/streams/messages";
import { LATEST, type StreamFold } from "@/app/lib/trpc/streams/stream-fold";

export interface StreamListener {
  onResult(result: StreamResult): void;
  onFailed(failure: StreamFailure): void;
  onCompleted(): void;
}

/** What is asked for, and the trace of who asked first. */
export interface StreamQuestion {
  path: string;
  input: unknown;
  traceparent: string | null;
}

/** Opens a stream of the server, which goes on by itself when it breaks. @returns what ends it */
export type OpenStream = (question: StreamQuestion, listener: StreamListener) => () => void;

/** One subscription of one tab. */
class Reader {
  /** a message is under way that the tab has not taken yet */
  #waits = false;
  #state: StreamResult | null = null;
  #started = false;
  #data: { data: unknown } | null = null;
  #isOpened = false;
  #end: HubMessage | null = null;

  constructor(
    readonly id: number,
    readonly port: MessagePort,
    readonly join: (earlier: unknown, later: unknown) => unknown,
    /** what of the first that comes is new here */
    readonly first: (opening: unknown) => unknown,
  ) {}

  push(result: StreamResult): void {
    if (result.type === "state") this.#state = result;
    else if (result.type === "started") this.#started = true;
    else if (result.type === "data") this.#add(result.data);
    this.#send();
  }

  #add(came: unknown): void {
    const data = this.#isOpened ? came : this.first(came);
    this.#isOpened = true;
    this.#data = { data: this.#data === null ? data : this.join(this.#data.data, data) };
  }

  end(message: HubMessage): void {
    this.#end = message;
    this.#send();
  }

  taken(): void {
    this.#waits = false;
    this.#send();
  }

  /** What has come since the last message goes as one: a slow tab costs no more memory than a fast one. */
  #send(): void {
    if (this.#waits) return;
    const results: StreamResult[] = [];
    if (this.#state !== null) results.push(this.#state);
    if (this.#started) results.push({ type: "started" });
    if (this.#data !== null) results.push({ type: "data", data: this.#data.data });
    if (results.length > 0) {
      this.#state = null;
      this.#started = false;
      this.#data = null;
      this.#waits = true;
      this.port.postMessage({ kind: "results", id: this.id, results } satisfies HubMessage);
    } else if (this.#end !== null) {
      this.port.postMessage(this.#end);
      this.#end = null;
    }
  }
}

/** A stream of the server and all who read it. */
interface Shared {
  readers: Set<Reader>;
  state: StreamResult | null;
  isStarted: boolean;
  opening: { data: unknown } | null;
  stop: () => void;
}

/**
 * One stream for all tabs that ask for the same: a browser holds six connections to a host, and each stream is one.
 * Who comes later begins with what the others have, or with what is new of it for who has seen a part (`lastEventId`),
 * and from there on everybody gets everything.
 */
export class StreamHub {
  readonly #open: OpenStream;
  readonly #folds: Readonly<Record<string, StreamFold>>;
  readonly #streams = new Map<string, Shared>();

  constructor(open: OpenStream, folds: Readonly<Record<string, StreamFold>>) {
    this.#open = open;
    this.#folds = folds;
  }

  /** Serves a tab at the other end of the port. */
  connect(port: MessagePort): void {
    const own = new Map<number, { key: string; reader: Reader }>();
    const close = (id: number) => {
      const known = own.get(id);
      own.delete(id);
      if (known) this.#leave(known.key, known.reader);
    };
    const leave = () => {
      for (const id of [...own.keys()]) close(id);
    };
    port.onmessage = ({ data: message }: MessageEvent<TabMessage>) => {
      if (message.kind === "open") {
        close(message.id);
        own.set(message.id, this.#join(port, message));
      } else if (message.kind === "close") close(message.id);
      else if (message.kind === "taken") own.get(message.id)?.reader.taken();
      else leave();
    };
    // A tab that crashes says no word; where ports do not tell either, its streams end with the worker.
    port.addEventListener("close", leave);
  }

  #join(port: MessagePort, question: TabMessage & { kind: "open" }) {
    const { id, path, traceparent } = question;
    // The stream is opened anew, or is open: either way its opening tells what came behind what the reader has seen.
    const { input, lastEventId } = withoutLastEvent(question.input);
    const key = keyOf(path, input);
    const fold = this.#folds[path] ?? LATEST;
    const reader = new Reader(
      id,
      port,
      (earlier, later) => fold.join(earlier, later, input),
      (opening) => (lastEventId === null ? opening : fold.since(opening, lastEventId)),
    );
    const known = this.#streams.get(key);
    if (known === undefined) this.#begin(key, { path, input, traceparent }, fold, reader);
    else {
      known.readers.add(reader);
      if (known.state !== null) reader.push(known.state);
      if (known.isStarted) reader.push({ type: "started" });
      if (known.opening !== null) reader.push({ type: "data", data: known.opening.data });
    }
    return { key, reader };
  }

  #begin(key: string, question: StreamQuestion, fold: StreamFold, first: Reader): void {
    const shared: Shared = {
      readers: new Set([first]),
      state: null,
      isStarted: false,
      opening: null,
      stop: () => undefined,
    };
    this.#streams.set(key, shared);
    const end = (message: (id: number) => HubMessage) => {
      if (this.#streams.get(key) === shared) this.#streams.delete(key);
      for (const reader of shared.readers) reader.end(message(reader.id));
    };
    shared.stop = this.#open(question, {
      onResult: (result) => {
        if (result.type === "state") shared.state = result;
        else if (result.type === "started") shared.isStarted = true;
        else if (result.type === "data")
          shared.opening = { data: fold.opening(shared.opening?.data, result.data) };
        for (const reader of shared.readers) reader.push(result);
      },
      onFailed: (failure) => end((id) => ({ kind: "failed", id, failure })),
      onCompleted: () => end((id) => ({ kind: "completed", id })),
    });
  }

  #leave(key: string, reader: Reader): void {
    const shared = this.#streams.get(key);
    if (shared === undefined || !shared.readers.delete(reader) || shared.readers.size > 0) return;
    this.#streams.delete(key);
    shared.stop();
  }
}

/** The question itself, and up to where the reader has seen the answer (null: nothing of it). */
function withoutLastEvent(asked: unknown): { input: unknown; lastEventId: string | null } {
  if (typeof asked !== "object" || asked === null || !("lastEventId" in asked))
    return { input: asked, lastEventId: null };
  const { lastEventId, ...input } = asked;
  return { input, lastEventId: typeof lastEventId === "string" ? lastEventId : null };
}

/** The same question, however its fields are ordered. */
function keyOf(path: string, input: unknown): string {
  const sorted = JSON.stringify(input, (_name, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return `${path} ${sorted}`;
}
