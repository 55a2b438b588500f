import type { Transaction } from "@/db/client";
import { copyTrades } from "@/db/queries/ingest/copy-trades";
import { formatMicros } from "@/domain/time/micros";
import type { DecodedTrade, TakerSide } from "@/domain/trade/types";
import { dayNumber, tableOf } from "./trade-days";

export const SIDE_CODE: Readonly<Record<TakerSide, number>> = { unknown: 0, buy: 1, sell: 2 };

/** Trades on their way into their days' tables, as lines of COPY's text format. */
export class CopyLines {
  readonly #days = new Map<number, string[]>();

  constructor(
    private readonly sourceId: number,
    private readonly ingestedAt: string,
  ) {}

  add(trade: DecodedTrade, instrumentId: number, offset: number, frameIndex: number, tradeId: string): void {
    const day = dayNumber(trade.timeMicros);
    let lines = this.#days.get(day);
    if (lines === undefined) {
      lines = [];
      this.#days.set(day, lines);
    }
    lines.push(
      `${formatMicros(trade.timeMicros)}\t${offset}\t${trade.sequence ?? "\\N"}\t${this.ingestedAt}\t${instrumentId}\t${this.sourceId}\t${frameIndex}\t${SIDE_CODE[trade.side]}\t${trade.price}\t${trade.quantity}\t${escapeCopy(tradeId)}\n`,
    );
  }

  async copy(tx: Transaction): Promise<void> {
    const tables = new Map<string, string[]>();
    for (const [day, lines] of this.#days) {
      const table = tableOf(day, this.#days.size);
      const all = tables.get(table);
      if (all === undefined) tables.set(table, [lines.join("")]);
      else all.push(lines.join(""));
    }
    for (const [table, parts] of tables) await copyTrades(tx, table, parts.join(""));
  }
}

/** COPY's text format gives a meaning to these four; a venue's id hardly ever holds one. */
function escapeCopy(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r")
    : text;
}
