import type { ControlFinding } from "../protocols/protocol";

export interface RefusedSymbol {
  symbol: string;
  reason: string;
}

export interface SubscriptionsOptions {
  symbols: readonly string[];
  symbolsPerRequest: number;
  ackMs: number;
  /** sends one request, and returns the id it carries */
  request(symbols: readonly string[]): number;
  /** each time a symbol got its answer */
  onChange(): void;
}

type Answer = Extract<ControlFinding, { kind: "confirmed" | "refused" }>;

/**
 * Asks for every symbol of a socket and keeps who was accepted. One request is under way at a time, since not every
 * exchange says which request it answers. Where a whole request is refused, the symbols that the refusal names are
 * left out, or else the request is halved, until the ones at fault stand alone: the others go on.
 */
export class Subscriptions {
  readonly confirmed = new Set<string>();
  readonly refused = new Map<string, string>();
  readonly #waiting: string[][];
  readonly #options: SubscriptionsOptions;
  #pending = new Set<string>();
  #requestId: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    const { symbols, symbolsPerRequest: size } = options;
    this.#waiting = [];
    for (let from = 0; from < symbols.length; from += size) {
      this.#waiting.push(symbols.slice(from, from + size));
    }
  }

  /** Nothing left to ask or to wait for. */
  get settled(): boolean {
    return this.#pending.size === 0 && this.#waiting.length === 0;
  }

  get refusals(): RefusedSymbol[] {
    return [...this.refused].map(([symbol, reason]) => ({ symbol, reason }));
  }

  start(): void {
    this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
    this.#pending.clear();
  }

  /** Data of a symbol came: whatever the answer was or will be, it is subscribed. */
  seen(symbol: string): void {
    if (this.#pending.has(symbol)) this.#confirm([symbol]);
  }

  /** Takes the exchange's answer; false where it answers nothing that was asked. */
  answer(answer: Answer): boolean {
    const other = answer.requestId !== undefined && answer.requestId !== this.#requestId;
    if (this.#pending.size === 0 || other) return false;
    if (answer.kind === "confirmed") this.#confirm(answer.symbols ?? [...this.#pending]);
    else if (answer.symbols === undefined) this.#requestRefused(answer.reason);
    else this.#refuse(answer.symbols, answer.reason);
    return true;
  }

  #next(): void {
    clearTimeout(this.#timer);
    const group = this.#waiting.shift();
    if (group === undefined) return;
    this.#pending = new Set(group);
    this.#requestId = this.#options.request(group);
    const seconds = this.#options.ackMs / 1000;
    this.#timer = setTimeout(
      () => this.#refuse([...this.#pending], `no answer in ${seconds} s`),
      this.#options.ackMs,
    );
  }

  #confirm(symbols: readonly string[]): void {
    this.#settle(symbols, (symbol) => this.confirmed.add(symbol));
  }

  #refuse(symbols: readonly string[], reason: string): void {
    this.#settle(symbols, (symbol) => this.refused.set(symbol, reason));
  }

  #settle(symbols: readonly string[], keep: (symbol: string) => void): void {
    let changed = false;
    for (const symbol of symbols) {
      if (!this.#pending.delete(symbol)) continue;
      keep(symbol);
      changed = true;
    }
    if (!changed) return;
    if (this.#pending.size === 0) this.#next();
    this.#options.onChange();
  }

  #requestRefused(reason: string): void {
    const group = [...this.#pending];
    const named = group.filter((symbol) => namesSymbol(reason, symbol));
    if (group.length === 1 || named.length === group.length) {
      this.#refuse(group, reason);
      return;
    }
    if (named.length > 0) {
      this.#waiting.unshift(group.filter((symbol) => !named.includes(symbol)));
      for (const symbol of named) this.refused.set(symbol, reason);
    } else {
      const half = Math.ceil(group.length / 2);
      this.#waiting.unshift(group.slice(0, half), group.slice(half));
    }
    this.#pending.clear();
    this.#next();
    this.#options.onChange();
  }
}

/** Whether the text has the symbol as a word of its own: `XRP-USD` is not in `no such product XRP-USDT`. */
function namesSymbol(text: string, symbol: string): boolean {
  const upper = ` ${text.toUpperCase()} `;
  const wanted = symbol.toUpperCase();
  for (let at = upper.indexOf(wanted); at !== -1; at = upper.indexOf(wanted, at + 1)) {
    const around = `${upper[at - 1] ?? ""}${upper[at + wanted.length] ?? ""}`;
    if (!/[A-Z0-9/-]/.test(around)) return true;
  }
  return false;
}
