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
    const id = ++this.#lastId;
    this.#open.set(id, { question, listener });
    this.#send({ kind: "open", id, ...question });
    return () => {
      if (this.#open.delete(id)) this.#send({ kind: "close", id });
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

  /** The page is back. */
  reopen(): void {
    for (const [id, { question }] of this.#open) this.#send({ kind: "open", id, ...question });
  }

  #listen(): void {
    const port = this.#port;
    port.onmessage = ({ data: message }: MessageEvent<HubMessage>) => {
      const open = this.#open.get(message.id);
      if (open === undefined) return;
      if (message.kind === "results") {
        for (const result of message.results) open.listener.onResult(result);
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
