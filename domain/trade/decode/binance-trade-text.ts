import type { Frame } from "./frame";

/** What a `trade` event in Binance's own spelling says: its text, not yet checked. */
export interface BinanceTradeText {
  /** the combined stream's name; null where the event came bare */
  stream: string | null;
  symbol: string;
  /** digits of the trade's number, at most 15 */
  number: string;
  price: string;
  quantity: string;
  time: number;
  buyerIsMaker: boolean;
}

const QUOTE = 34;
const ZERO = 48;
const NINE = 57;
const BACKSLASH = 92;
const FIRST_PRINTABLE = 0x20;
const LAST_ASCII = 0x7e;
/** An integer of so many digits is exact as a double, whatever they are. */
const SAFE_DIGITS = 15;
/** So many has a time in microseconds, which is exact for its size. */
const TIME_DIGITS = 16;

/**
 * Reads a `trade` event as Binance spells it: these keys in this order, no blank, no escape, nothing but ASCII.
 * Null for everything else, which the JSON reader then takes or refuses: this is a shorter way to the same answer, a
 * fifth of the work, for nearly all frames of the platform's largest feed.
 */
export function readBinanceTradeText(frame: Frame): BinanceTradeText | null {
  return new Reader(frame.value.toString("latin1")).read();
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  read(): BinanceTradeText | null {
    let stream: string | null = null;
    if (this.skip('{"stream":"')) {
      stream = this.string();
      if (stream === null || !this.skip(',"data":')) return null;
    }
    if (!this.skip('{"e":"trade","E":') || this.digits(TIME_DIGITS) === null) return null;
    // Futures tell the trade's time here, spot behind the quantity.
    let time = this.skip(',"T":') ? this.digits(TIME_DIGITS) : null;
    if (!this.skip(',"s":"')) return null;
    const symbol = this.string();
    if (symbol === null || !this.skip(',"t":')) return null;
    const number = this.digits(SAFE_DIGITS);
    if (number === null || !this.skip(',"p":"')) return null;
    const price = this.string();
    if (price === null || !this.skip(',"q":"')) return null;
    const quantity = this.string();
    if (quantity === null) return null;
    // Order ids, in spot's frames until 2023.
    if (
      this.skip(',"b":') &&
      (this.digits(SAFE_DIGITS) === null || !this.skip(',"a":') || this.digits(SAFE_DIGITS) === null)
    )
      return null;
    if (time === null) time = this.skip(',"T":') ? this.digits(TIME_DIGITS) : null;
    if (time === null) return null;
    // Futures tell the kind of the fill.
    if (this.skip(',"X":"') && this.string() === null) return null;
    if (!this.skip(',"m":')) return null;
    const buyerIsMaker = this.boolean();
    if (buyerIsMaker === null || (this.skip(',"M":') && this.boolean() === null)) return null;
    if (!this.skip(stream === null ? "}" : "}}") || this.at !== this.text.length) return null;
    return { stream, symbol, number, price, quantity, time: Number(time), buyerIsMaker };
  }

  private skip(literal: string): boolean {
    if (!this.text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  /** The rest of a string whose opening quote was read. */
  private string(): string | null {
    const { text, at } = this;
    for (let i = at; ; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE) {
        this.at = i + 1;
        return text.slice(at, i);
      }
      if (!(code >= FIRST_PRINTABLE && code <= LAST_ASCII) || code === BACKSLASH) return null;
    }
  }

  private digits(most: number): string | null {
    const { text, at } = this;
    let i = at;
    for (let code = text.charCodeAt(i); code >= ZERO && code <= NINE; ) code = text.charCodeAt(++i);
    const length = i - at;
    if (length === 0 || length > most || (length > 1 && text.charCodeAt(at) === ZERO)) return null;
    this.at = i;
    return text.slice(at, i);
  }

  private boolean(): boolean | null {
    if (this.skip("true")) return true;
    return this.skip("false") ? false : null;
  }
}
