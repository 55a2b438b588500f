import type { Ask, HistoryPage, HistoryRow } from "@/domain/gap/history/venue-history";
import { epochOf } from "@/domain/sequence/epoch-of";
import type { SequenceEpoch } from "@/domain/sequence/types";
import type { Walk, WalkNumbering } from "./types";

/** answers without a trade of the wanted numbering before the venue is asked what its numbers mean now */
const ENOUGH = 2;

/**
 * After a restart of its numbers a venue has two trades of one number. Keeps the rows of the wanted numbering, and finds
 * out where the venue's numbers belong to a later one by now: then what is left cannot be asked for by number.
 */
export class Numbering {
  #own = 0;
  #without = 0;

  constructor(private readonly known: WalkNumbering | null) {}

  /** The page without the rows of other numberings. */
  keep(ask: Ask, page: HistoryPage): HistoryPage {
    if (this.known === null) return page;
    const { epoch } = this.known;
    const rows = page.rows.filter((row) => this.#epochOf(row)?.epoch === epoch);
    this.#own += rows.length;
    // A venue that always answers with the same page was not asked by number, whatever the question.
    if (ask.kind !== "since" && rows.length === 0 && page.rows.every((row) => isAnswer(ask, row)))
      this.#without++;
    return { ...page, rows };
  }

  /** Whether nothing of an earlier numbering came, though it was asked for by number again and again. */
  get isDoubtful(): boolean {
    return this.#latest !== null && this.#own === 0 && this.#without >= ENOUGH;
  }

  /** Asks, past `keep`, whether the venue's numbers are those of the latest numbering, and whether it obeys them. */
  async isReplaced(walk: Pick<Walk, "paging" | "ask">): Promise<boolean> {
    const latest = this.#latest;
    if (latest === null || walk.paging === "time") return false;
    const isUp = walk.paging === "up";
    const first: Ask = isUp
      ? { kind: "from", number: latest.lowest }
      : { kind: "below", number: latest.highest + 1n };
    const { rows } = await walk.ask(first);
    if (rows.length < 2 || rows.some((row) => this.#epochOf(row) !== latest)) return false;
    const sorted = [...rows].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
    const control = sorted[isUp ? (sorted.length - 1) >> 1 : sorted.length >> 1]?.sequence ?? 0n;
    const second: Ask = isUp ? { kind: "from", number: control + 1n } : { kind: "below", number: control };
    const answer = await walk.ask(second);
    return answer.rows.length > 0 && answer.rows.every((row) => isAnswer(second, row));
  }

  /** the latest epoch, where the wanted one is an earlier one */
  get #latest(): SequenceEpoch | null {
    const latest = this.known?.epochs.at(-1);
    return latest === undefined || latest.epoch === this.known?.epoch ? null : latest;
  }

  #epochOf(row: HistoryRow): SequenceEpoch | undefined {
    const { epochs } = this.known ?? { epochs: [] };
    return epochs[epochOf(epochs, row)];
  }
}

function isAnswer(ask: Ask, { sequence }: HistoryRow): boolean {
  if (ask.kind === "from") return sequence >= ask.number;
  return ask.kind === "below" ? sequence < ask.number : false;
}
