import type { HubMessage, StreamFailure, StreamResult, TabMessage } from "@/app/lib/trpc/streams/messages";
import type { StreamQuestion } from "@/app/lib/trpc/streams/stream-hub";

export interface LineListener {
  onResult(result: StreamResult): void;
  onFailed(failure: StreamFailure): void;
  onCompleted(): void;
  /** calls back once the tab has dealt with what came */
  whenTaken(done: () => void): void;
}

interface Open {
  id: number;
  question: StreamQuestion;
  listener: LineListener;
}

/** A tab's line to the hub. */
export class StreamLine {
  #port: MessagePort;
  readonly #open = new Map<number, Open>();
  #lastId = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    this.#listen();
  }

  /** @returns what ends it */
  subscribe(question: StreamQuestion, listener: LineListener): () => void {
    const open: Open = { id: 0, question, listener };
    this.#ask(open);
    return () => {
      if (this.#open.delete(open.id)) this.#send({ kind: "close", id: open.id });
    };
  }

  /** Asks another hub for everything that is open. */
  moveTo(port: MessagePort): void {
    this.#port.onmessage = null;
    this.#port = port;
    this.#listen();
    this.reopen();
  }

  /** The page goes away, for good or for as long as it lies in the browser's memory. */
  leave(): void {
    this.#send({ kind: "leave" });
  }

  /** The page is back: everything goes on behind the last event that came. */
  reopen(): void {
    const all = [...this.#open.values()];
    this.#open.clear();
    for (const open of all) this.#ask(open);
  }

  /** Under a number of its own each time: what was on its way under the last one is asked for again, and is not heard. */
  #ask(open: Open): void {
    open.id = ++this.#lastId;
    this.#open.set(open.id, open);
    this.#send({ kind: "open", id: open.id, ...open.question });
  }

  #listen(): void {
    const port = this.#port;
    port.onmessage = ({ data: message }: MessageEvent<HubMessage>) => {
      const open = this.#open.get(message.id);
      if (open === undefined) return;
      if (message.kind === "results") {
        for (const result of message.results) {
          if (result.type === "data") open.question = behind(open.question, result.data);
          open.listener.onResult(result);
        }
        open.listener.whenTaken(() =>
          port.postMessage({ kind: "taken", id: message.id } satisfies TabMessage),
        );
        return;
      }
      this.#open.delete(message.id);
      if (message.kind === "failed") open.listener.onFailed(message.failure);
      else open.listener.onCompleted();
    };
  }

  #send(message: TabMessage): void {
    this.#port.postMessage(message);
  }
}

/** The question as it is asked again by who has this event: with its id, where it has one. */
function behind(question: StreamQuestion, event: unknown): StreamQuestion {
  const { input } = question;
  const hasId = typeof event === "object" && event !== null && "id" in event && typeof event.id === "string";
  if (!hasId || typeof input !== "object" || input === null) return question;
  return { ...question, input: { ...input, lastEventId: event.id } };
}
