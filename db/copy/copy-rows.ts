import { CopyFrames } from "./copy-frames";

/** Where rows come from: a socket, or a stream of the driver's. */
export interface RowSource {
  isPaused(): boolean;
  pause(): unknown;
  resume(): unknown;
  destroy(): unknown;
}

/** Whole rows, as many as came together. */
export interface RowChunk {
  bytes: Buffer;
  rows: number;
}

/** Large enough that what is paid a chunk counts for nothing. */
const CHUNK = 128 * 1024;
/** Bytes that wait for their reader at most, but for what the socket still gives: then the server has to wait. */
const MOST_WAITING = 1024 * 1024;
const NOTHING = Buffer.alloc(0);
const CR = 0x0d;
const LF = 0x0a;

/**
 * Rows of a COPY … TO STDOUT between the socket and their reader, who gets chunks of whole rows. Memory does not grow
 * with the rows: a reader who is slow makes the server wait.
 */
export class CopyRows {
  readonly #lineEnd: "lf" | "crlf";
  #frames = this.#newFrames();
  #socket: RowSource | undefined;
  /** what is paused while the reader has enough */
  #held: RowSource | undefined;
  #out = Buffer.allocUnsafeSlow(CHUNK);
  #at = 0;
  /** where the last whole row ends */
  #wholeAt = 0;
  #rows = 0;
  #ready: RowChunk[] = [];
  #readyBytes = 0;
  #isDropped = false;
  #settled: { error: unknown } | "ended" | undefined;
  #wake: (() => void) | undefined;

  /** The server ends rows with a line feed, whatever the format; RFC 4180 wants CRLF. */
  constructor(lineEnd: "lf" | "crlf") {
    this.#lineEnd = lineEnd;
  }

  /** A session's socket, before its first byte. */
  attach(socket: RowSource): void {
    this.#frames = this.#newFrames();
    this.#socket = socket;
    this.#held = socket;
    if (this.#isDropped) socket.destroy();
  }

  /** What gives rows instead of the socket: pausing a socket beneath TLS would hold back nothing. */
  takeFrom(stream: RowSource): void {
    this.#held = stream;
  }

  /** Takes rows out of what came over the socket. @returns what the driver has to see */
  strip(piece: Buffer): Buffer {
    // A destroyed socket still gives what it had read.
    if (this.#isDropped) return NOTHING;
    const rest = this.#frames.strip(piece);
    this.#settle();
    return rest;
  }

  /** A row from elsewhere: over TLS the driver alone sees the rows. */
  addRow(row: Buffer): void {
    if (this.#isDropped) return;
    this.#add(row, 0, row.length, true);
    this.#settle();
  }

  /** All rows have come. */
  end(): void {
    this.#settled ??= "ended";
    this.#wake?.();
  }

  /** No more rows come; those that did are read first. */
  fail(error: unknown): void {
    this.#settled ??= { error };
    this.#wake?.();
  }

  /** Lets fall what waits, and the socket. */
  drop(error: unknown): void {
    this.#isDropped = true;
    this.#ready = [];
    this.#at = 0;
    this.#wholeAt = 0;
    this.fail(error);
    this.#socket?.destroy();
  }

  /** The next rows; undefined after the last. @throws what the rows failed with */
  async next(): Promise<RowChunk | undefined> {
    for (;;) {
      if (this.#ready.length === 0 && this.#wholeAt > 0) this.#cut();
      const chunk = this.#ready.shift();
      if (chunk !== undefined) {
        this.#readyBytes -= chunk.bytes.length;
        if (this.#readyBytes < MOST_WAITING / 2 && this.#held?.isPaused()) this.#held.resume();
        return chunk;
      }
      if (this.#settled === "ended") return undefined;
      if (this.#settled !== undefined) throw this.#settled.error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  #newFrames(): CopyFrames {
    return new CopyFrames((bytes, from, to, isEnd) => this.#add(bytes, from, to, isEnd));
  }

  #settle(): void {
    if (this.#readyBytes >= MOST_WAITING) this.#held?.pause();
    if (this.#ready.length > 0 || this.#wholeAt > 0) this.#wake?.();
  }

  #add(bytes: Buffer, from: number, to: number, isEnd: boolean): void {
    const size = to - from + 1;
    if (this.#at + size > this.#out.length) this.#makeRoom(size);
    bytes.copy(this.#out, this.#at, from, to);
    this.#at += to - from;
    if (!isEnd) return;
    if (this.#lineEnd === "crlf") {
      this.#out[this.#at - 1] = CR;
      this.#out[this.#at] = LF;
      this.#at += 1;
    }
    this.#wholeAt = this.#at;
    this.#rows += 1;
  }

  #makeRoom(size: number): void {
    if (this.#wholeAt > 0) this.#cut();
    if (this.#at + size <= this.#out.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#out.length, this.#at + size));
    this.#out.copy(larger, 0, 0, this.#at);
    this.#out = larger;
  }

  /** Whole rows become a chunk; the row that is not whole yet begins the next one. */
  #cut(): void {
    const next = Buffer.allocUnsafeSlow(Math.max(CHUNK, this.#at - this.#wholeAt));
    const kept = this.#out.copy(next, 0, this.#wholeAt, this.#at);
    this.#ready.push({ bytes: this.#out.subarray(0, this.#wholeAt), rows: this.#rows });
    this.#readyBytes += this.#wholeAt;
    this.#out = next;
    this.#at = kept;
    this.#wholeAt = 0;
    this.#rows = 0;
  }
}
