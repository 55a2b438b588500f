/** A time without this exchange's trades. Microseconds since the epoch. */
export interface Outage {
  /** when the last message before it was received */
  disconnectedAt: number;
  /** when trades flowed again; null while they do not */
  reconnectedAt: number | null;
  /** a word for machines, then `: ` and the detail */
  reason: string;
}

/**
 * Which times an exchange's trades may be missing from. Told of every loss and of every flow; one outage lasts from the
 * last message to the next flow, however many attempts lie between.
 */
export class Outages {
  readonly #emit: (outage: Outage) => void;
  #lastMessageAt: number | undefined;
  #firstFlowAt: number | undefined;
  #open: Outage | undefined;

  constructor(emit: (outage: Outage) => void) {
    this.#emit = emit;
  }

  get lastMessageAt(): number | undefined {
    return this.#lastMessageAt;
  }

  message(micros: number): void {
    this.#lastMessageAt = micros;
  }

  /** No socket brings trades any more. */
  lost(reason: string): void {
    if (this.#open !== undefined || this.#firstFlowAt === undefined || this.#lastMessageAt === undefined)
      return;
    this.#open = { disconnectedAt: this.#lastMessageAt, reconnectedAt: null, reason };
    this.#emit(this.#open);
  }

  flowing(micros: number): void {
    this.#firstFlowAt ??= micros;
    if (this.#open === undefined) return;
    this.#emit({ ...this.#open, reconnectedAt: micros });
    this.#open = undefined;
  }

  /** An earlier worker received its last message then: nobody listened until our trades began to flow. */
  resumedFrom(micros: number): void {
    // Another worker listens too, and was there before us all along.
    if (this.#firstFlowAt !== undefined && micros >= this.#firstFlowAt) return;
    const outage: Outage = {
      disconnectedAt: micros,
      reconnectedAt: this.#firstFlowAt ?? null,
      reason: "restart: the feed worker",
    };
    if (this.#firstFlowAt === undefined) this.#open = outage;
    this.#emit(outage);
  }
}
