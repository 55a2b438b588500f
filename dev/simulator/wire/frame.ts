import type { Book } from "../book";

/**
 * One message about to leave: the trades it carries (indexes `first` to `first + count - 1` of a book) and its text in
 * each shape that some socket asked for, made at most once.
 */
export class WireFrame {
  private readonly made: (Buffer | undefined)[] = [];

  constructor(
    readonly book: Book,
    readonly topic: string,
    readonly first: number,
    readonly count: number,
    private readonly write: (shape: number) => string | Buffer,
    /** a binary message: bytes that are no UTF-8 may not travel in a text one, the client would hang up */
    readonly binary = false,
  ) {}

  bytes(shape: number): Buffer {
    let bytes = this.made[shape];
    if (!bytes) {
      const written = this.write(shape);
      bytes = typeof written === "string" ? Buffer.from(written) : written;
      this.made[shape] = bytes;
    }
    return bytes;
  }

  /** The same trades with every spelling passed through `change`. */
  changed(binary: boolean, change: (text: string) => string | Buffer): WireFrame {
    const write = (shape: number): string | Buffer => change(this.bytes(shape).toString());
    return new WireFrame(this.book, this.topic, this.first, this.count, write, binary);
  }
}
