import type { JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import type { SymbolStyle } from "../symbols";
import { readSymbol } from "./fields/read-symbol";
import { refuse } from "./refusal";

/** Symbols remembered per reader; a venue lists some thousands, a flood of made-up ones must not fill memory. */
const MAX_REMEMBERED = 20_000;

/** A symbol that was checked, with its canonical name. */
export interface CheckedSymbol {
  symbol: string;
  canonical: string;
}

/** Reads the symbols of one venue, each checked and named once: later ones cost one map lookup. */
export class SymbolReader {
  private readonly remembered = new Map<string, CheckedSymbol>();

  /**
   * @param venue for messages, e.g. `Binance`
   * @param example one of its symbols, for messages
   */
  constructor(
    private readonly style: SymbolStyle,
    private readonly venue: string,
    private readonly example: string,
  ) {}

  /** Refuses as `readSymbol` does, and `SYMBOL_UNKNOWN` where it is not written as this venue writes symbols. */
  read(value: JsonValue | undefined, path: string): CheckedSymbol {
    if (typeof value === "string") {
      const known = this.remembered.get(value);
      if (known) return known;
    }
    const symbol = readSymbol(value, path);
    const canonical = this.style(symbol);
    if (canonical === null) {
      return refuse({
        stage: "validate",
        code: "SYMBOL_UNKNOWN",
        message: `${showValue(symbol)} is no symbol of ${this.venue}, which writes them like ${this.example}. Correct it and replay, or discard the record.`,
        path,
        value: showValue(symbol),
      });
    }
    const checked = { symbol, canonical };
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(symbol, checked);
    return checked;
  }
}
