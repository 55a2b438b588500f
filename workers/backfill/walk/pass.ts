import type { Ask, HistoryPage } from "@/domain/gap/history/venue-history";
import { intersectRanges, joinRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import type { PassOutcome, Walk } from "./types";
import { extentOf, type Wanted } from "./wanted";

/** numbers beside the wanted one that a pass asks for too, by pass: two answers are never cut the same way */
const LEAD: Readonly<Record<number, bigint>> = { 1: 0n, 2: 8n, 3: 13n, 4: 21n, 5: 34n };

export const DOES_NOT_ADVANCE = "the venue's pages do not advance: it answers the same whatever is asked";

/** One pass over the wanted numbers, with what it finds out about those that do not come. */
export class Pass {
  readonly #omitted: SequenceRange[] = [];
  readonly #expired: SequenceRange[] = [];

  /** `number` counts from 1; `isSpent` says whether no more questions are allowed */
  constructor(
    readonly walk: Walk,
    readonly wanted: Wanted,
    readonly number: number,
    readonly isSpent: () => boolean,
  ) {}

  get lead(): bigint {
    return LEAD[this.number] ?? 0n;
  }

  /** Keeps the wanted rows of a page. @returns its lowest and highest number; null where it has none */
  async keep(page: HistoryPage): Promise<{ low: bigint; high: bigint } | null> {
    const extent = extentOf(page.rows);
    if (extent !== null) await this.walk.keep(this.wanted.take(page.rows));
    return extent;
  }

  /** An answer had neighbours of these numbers on both sides: what is still wanted of them it left out. */
  omit(range: SequenceRange): void {
    this.#omitted.push(...intersectRanges(this.wanted.remaining, [range]));
  }

  expire(range: SequenceRange): void {
    this.#expired.push(...intersectRanges(this.wanted.remaining, [range]));
  }

  /**
   * Judges the wanted numbers from `next` to right below `low`, where an answer to `next` began: a venue that has older
   * rows left them out, one whose history begins there does not keep them any more. A first answer proves nothing, nor
   * does a venue that does not obey its own cursor.
   */
  async judgeBelow(next: bigint, low: bigint, obeys: () => Promise<boolean>, oldest: Ask): Promise<void> {
    const range = { from: next, to: low - 1n };
    if (this.number === 1 || intersectRanges(this.wanted.remaining, [range]).length === 0) return;
    if (!(await obeys())) return;
    const first = extentOf((await this.walk.ask(oldest)).rows);
    if (first === null) return;
    if (first.low < next) this.omit(range);
    else this.expire(range);
  }

  /** `note` says why the pass ended before everything was asked for. */
  end(note: string | null): PassOutcome {
    return { omitted: joinRanges(this.#omitted), expired: joinRanges(this.#expired), note };
  }
}
