import type { TracesOffer } from "@/server/tracing/traces-offer";

/** An action goes on while its requests do, and for so long after the last answer. */
const QUIET_MS = 1_000;
/** A page that asks every second by itself must not go on for ever in the trace of its first click. */
const LONGEST_MS = 10_000;
/** A page draws itself before it asks. */
const ARRIVAL_MS = 4_000;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const ACTS = ["click", "keydown", "popstate"] as const;

interface Action {
  trace: string;
  flags: string;
  /** the server's span that it follows from; null: each request stands for itself */
  parent: string | null;
  beganAt: number;
  /** requests that have no answer yet */
  open: number;
  quietSince: number;
}

/**
 * The traces of one page: what a click, a key or the page's own arrival asks for is one trace; what the page asks by itself
 * later is a trace a request. Ids and flags only: the server makes the spans.
 */
export class PageTraces {
  readonly #ratio: number;
  readonly #fetch: typeof fetch;
  #action: Action;
  /** an act whose first request has yet to come: ids are made for those that have one */
  #actedAt: number | null = null;

  constructor(
    { ratio, traceparent }: TracesOffer,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#ratio = ratio;
    this.#fetch = globalThis.fetch.bind(globalThis);
    const [, trace, parent, flags] = TRACEPARENT.exec(traceparent ?? "") ?? [];
    this.#action =
      trace === undefined || parent === undefined || flags === undefined
        ? made(ratio, now())
        : { trace, flags, parent, beganAt: now(), open: 0, quietSince: now() };
    this.#action.quietSince += ARRIVAL_MS;
  }

  /** Somebody did something: what is asked from here on belongs to it. */
  act(): void {
    this.#actedAt = this.now();
  }

  /** The header for a request that leaves now. */
  traceparent(): string {
    return headerOf(this.#current());
  }

  /** `fetch`, with the header where the console itself is asked. */
  readonly fetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.origin !== location.origin || headers.has("traceparent")) return this.#fetch(input, init);
    // What Next fetches ahead of a click belongs to none, and nobody will look for it.
    if (headers.has("next-router-prefetch")) {
      headers.set("traceparent", headerOf({ ...made(this.#ratio, 0), flags: "00" }));
      return this.#fetch(input, { ...init, headers });
    }
    const action = this.#current();
    headers.set("traceparent", headerOf(action));
    action.open++;
    try {
      return await this.#fetch(input, { ...init, headers });
    } finally {
      action.open--;
      action.quietSince = this.now();
    }
  };

  /**
   * Listens for acts, and puts the header on the requests of Next's router as well, whose `fetch` is the page's.
   * @returns what undoes it
   */
  watch(): () => void {
    const act = () => this.act();
    for (const name of ACTS) window.addEventListener(name, act, { capture: true, passive: true });
    const before = window.fetch;
    window.fetch = this.fetch;
    return () => {
      for (const name of ACTS) window.removeEventListener(name, act, { capture: true });
      if (window.fetch === this.fetch) window.fetch = before;
    };
  }

  #current(): Action {
    const now = this.now();
    if (this.#actedAt !== null) {
      const isFresh = now - this.#actedAt <= QUIET_MS;
      this.#actedAt = null;
      if (isFresh) return this.#begin(now);
    }
    const action = this.#action;
    const goesOn =
      now - action.beganAt <= LONGEST_MS && (action.open > 0 || now - action.quietSince <= QUIET_MS);
    // Nobody asked for it: it is no part of an action, and nothing that follows is a part of it.
    return goesOn ? action : made(this.#ratio, now);
  }

  #begin(now: number): Action {
    this.#action = made(this.#ratio, now);
    return this.#action;
  }
}

function made(ratio: number, now: number): Action {
  const words = crypto.getRandomValues(new Uint32Array(4));
  const flags = isSampled(words, ratio) ? "01" : "00";
  return { trace: hex(words), flags, parent: null, beganAt: now, open: 0, quietSince: now };
}

/** As OpenTelemetry's TraceIdRatioBasedSampler judges an id: the server, which judges again, comes to the same. */
export function isSampled(words: Uint32Array, ratio: number): boolean {
  const sum = words.reduce((all, word) => (all ^ word) >>> 0, 0);
  return ratio >= 1 || sum < Math.floor(ratio * 0xffffffff);
}

function headerOf({ trace, parent, flags }: Action): string {
  return `00-${trace}-${parent ?? hex(crypto.getRandomValues(new Uint32Array(2)))}-${flags}`;
}

function hex(words: Uint32Array): string {
  return Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("");
}
