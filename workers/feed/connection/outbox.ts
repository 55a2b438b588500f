/** Sends a socket's messages no closer together than an exchange allows. */
export class Outbox {
  readonly #queue: string[] = [];
  readonly #send: (text: string) => void;
  readonly #gapMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { gapMs: number; send(text: string): void }) {
    this.#gapMs = options.gapMs;
    this.#send = options.send;
  }

  push(text: string): void {
    this.#queue.push(text);
    if (this.#timer === undefined) this.#sendNext();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#queue.length = 0;
  }

  #sendNext(): void {
    this.#timer = undefined;
    const text = this.#queue.shift();
    if (text === undefined) return;
    this.#send(text);
    this.#timer = setTimeout(() => this.#sendNext(), this.#gapMs);
  }
}
