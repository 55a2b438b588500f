import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { COLUMN_KIND, type TradeFileColumn } from "@/domain/trade/file-columns";
import { readRows } from "@/server/services/trades/file/read-rows";

/** All that is held at once. Building a group takes the event loop for some tens of milliseconds. */
const ROWS_A_GROUP = 8_192;

/** What a Parquet decimal of 16 bytes holds: the widest that every reader knows. */
export const PARQUET_DECIMAL = { digits: 38, scale: 18 } as const;

/** What stands in the file's own metadata, under these keys. */
export type ParquetFacts = Record<string, string>;

function elementOf(name: TradeFileColumn): SchemaElement {
  const repetition_type = name === "sequence" ? "OPTIONAL" : "REQUIRED";
  switch (COLUMN_KIND[name]) {
    case "int":
      return { name, repetition_type, type: "INT32" };
    case "id":
      return { name, repetition_type, type: "INT64" };
    case "time":
      return { name, repetition_type, type: "INT64", converted_type: "TIMESTAMP_MICROS" };
    case "decimal":
      return {
        name,
        repetition_type,
        type: "FIXED_LEN_BYTE_ARRAY",
        type_length: 16,
        converted_type: "DECIMAL",
        precision: PARQUET_DECIMAL.digits,
        scale: PARQUET_DECIMAL.scale,
      };
    // The product of two decimals has twice the places, which no common reader's decimal has room for: it stays text.
    case "product":
    case "text":
    case "word":
      return { name, repetition_type, type: "BYTE_ARRAY", converted_type: "UTF8" };
  }
}

/** A Parquet file of COPY's text rows, row group by row group. */
export class ParquetFile {
  readonly #columns: readonly TradeFileColumn[];
  readonly #writer = new ByteWriter();
  readonly #file: ParquetWriter;
  #rows: (string | null)[][] = [];

  constructor(columns: readonly TradeFileColumn[], facts: ParquetFacts) {
    this.#columns = columns;
    this.#file = new ParquetWriter({
      writer: this.#writer,
      schema: [{ name: "trades", num_children: columns.length }, ...columns.map(elementOf)],
      createdBy: "k2-console",
      kvMetadata: Object.entries(facts).map(([key, value]) => ({ key, value })),
    });
  }

  /** @returns the bytes of row groups that are full now; empty where there is none */
  add(chunk: Buffer): Buffer {
    for (const row of readRows(chunk)) {
      this.#rows.push(row);
      if (this.#rows.length === ROWS_A_GROUP) this.#writeGroup();
    }
    return this.#take();
  }

  /** @returns the last group, and what tells a reader where everything is */
  end(): Buffer {
    this.#writeGroup();
    this.#file.finish();
    return this.#take();
  }

  #writeGroup(): void {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length === 0) return;
    const columnData = this.#columns.map((name, at) => {
      const read = readerOf(name);
      return { name, data: rows.map((row) => read(row[at] ?? null)) };
    });
    this.#file.write({ columnData, rowGroupSize: ROWS_A_GROUP });
  }

  #take(): Buffer {
    const bytes = Buffer.from(this.#writer.getBytes());
    this.#writer.index = 0;
    return bytes;
  }
}

type Value = string | bigint | number | null;

function readerOf(name: TradeFileColumn): (field: string | null) => Value {
  switch (COLUMN_KIND[name]) {
    case "int":
      return Number;
    case "id":
    case "time":
      return (field) => (field === null ? null : BigInt(field));
    case "decimal":
      return (field) => (field === null ? null : scaled(field));
    default:
      return (field) => field;
  }
}

/** The decimal times 10^18. @throws {RangeError} where that is not whole: rather no file than a rounded price */
export function scaled(decimal: string): bigint {
  const point = decimal.indexOf(".");
  if (point < 0) return BigInt(decimal) * 10n ** BigInt(PARQUET_DECIMAL.scale);
  const places = decimal.slice(point + 1);
  if (/[1-9]/.test(places.slice(PARQUET_DECIMAL.scale)))
    throw new RangeError(`${decimal} has more than ${PARQUET_DECIMAL.scale} decimal places`);
  return BigInt(
    decimal.slice(0, point) + places.slice(0, PARQUET_DECIMAL.scale).padEnd(PARQUET_DECIMAL.scale, "0"),
  );
}
