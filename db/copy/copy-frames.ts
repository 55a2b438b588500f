const COPY_DATA = 0x64;
/** A message's type and its length, which counts itself. */
const HEAD = 5;

/** Gets a row's bytes `bytes[from..to)`; a row that lies in several pieces comes in several calls. */
export type RowPart = (bytes: Buffer, from: number, to: number, isEnd: boolean) => void;

/**
 * Takes the rows of a COPY … TO STDOUT out of what a server sends, from a session's first byte on. The server sends one
 * CopyData message a row, always; postgres.js makes a stream event of each, which costs more than the row itself.
 */
export class CopyFrames {
  readonly #row: RowPart;
  /** a message's first bytes, where a piece ended within them */
  #head = Buffer.alloc(0);
  /** bytes of the message that are still to come */
  #left = 0;
  #isRow = false;

  constructor(row: RowPart) {
    this.#row = row;
  }

  /** @returns what is not a row: whole, in order, and empty where there is nothing else */
  strip(piece: Buffer): Buffer {
    const chunk = this.#head.length === 0 ? piece : Buffer.concat([this.#head, piece]);
    this.#head = Buffer.alloc(0);
    const others: Buffer[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const to = Math.min(chunk.length, at + this.#left);
        this.#left -= to - at;
        if (this.#isRow) this.#row(chunk, at, to, this.#left === 0);
        else others.push(chunk.subarray(at, to));
        at = to;
        continue;
      }
      if (chunk.length - at < HEAD) {
        this.#head = Buffer.from(chunk.subarray(at));
        break;
      }
      this.#left = chunk.readUInt32BE(at + 1) - 4;
      this.#isRow = chunk[at] === COPY_DATA;
      if (!this.#isRow) others.push(chunk.subarray(at, at + HEAD));
      at += HEAD;
    }
    const [only, ...more] = others;
    return only === undefined || more.length > 0 ? Buffer.concat(others) : only;
  }
}
