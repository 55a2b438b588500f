import type { DecodedTrade } from "@/domain/trade/types";
import type { Transaction } from "../../client";
import { CopyStream } from "../../copy/copy-stream";
import { SIDE_CODE } from "./side-code";

/** The order in which `TradeCopy` writes the columns. */
export const TRADE_COPY_COLUMNS =
  "time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price, quantity, trade_id";
const COLUMNS = 11;

/** A COPY of trades into the day's partition, or into the parent where a batch spans many days. */
export class TradeCopy {
  private constructor(
    private readonly copy: CopyStream,
    private readonly ingestedAt: number,
  ) {}

  /** `table` must come from our own code, never from input; `ingestedAt` in µs. */
  static async open(tx: Transaction, table: string, ingestedAt: number): Promise<TradeCopy> {
    if (!/^trades(_\d{8})?$/.test(table)) throw new Error(`${JSON.stringify(table)} is no table of trades`);
    return new TradeCopy(await CopyStream.open(tx, table, TRADE_COPY_COLUMNS), ingestedAt);
  }

  /** Adds a row. Flush when it answers true. */
  add(
    trade: DecodedTrade,
    instrumentId: number,
    sourceId: number,
    offset: number,
    frameIndex: number,
    tradeId: string,
  ): boolean {
    const { rows } = this.copy;
    const { sequence, price, quantity } = trade;
    rows.row(COLUMNS, price.length + quantity.length + tradeId.length);
    rows.timestamp(trade.timeMicros);
    rows.int8(offset);
    if (sequence === null) rows.null();
    else rows.bigint(sequence);
    rows.timestamp(this.ingestedAt);
    rows.int4(instrumentId);
    rows.int4(sourceId);
    rows.int2(frameIndex);
    rows.int2(SIDE_CODE[trade.side]);
    rows.numeric(price);
    rows.numeric(quantity);
    rows.text(tradeId);
    return this.copy.full;
  }

  flush(): Promise<void> {
    return this.copy.flush();
  }

  /** Gives up, after which the transaction can only be rolled back. */
  abort(error: Error): void {
    this.copy.abort(error);
  }

  /** Resolves when the server has taken all rows. */
  end(): Promise<void> {
    return this.copy.end();
  }
}
