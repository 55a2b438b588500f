/** A type of an Avro schema (specification 1.11), compiled: names are resolved, logical types are read. */
export type AvroType =
  | { kind: "null" | "boolean" | "int" | "long" | "float" | "double" | "string" }
  /** `scale` where the logical type is `decimal`: the value is then read as a decimal string */
  | { kind: "bytes"; scale: number | null }
  | { kind: "fixed"; size: number; scale: number | null }
  | { kind: "enum"; symbols: readonly string[] }
  | { kind: "array"; items: AvroType }
  | { kind: "map"; values: AvroType }
  | { kind: "union"; branches: readonly AvroType[] }
  | AvroRecordType;

export interface AvroRecordType {
  kind: "record";
  /** full name, e.g. `com.k2.marketdata.TradeV2` */
  name: string;
  /** filled after creation where a record names itself */
  fields: readonly AvroField[];
}

export interface AvroField {
  name: string;
  type: AvroType;
}

/** A writer's schema of which records can be read. */
export interface AvroSchema {
  /** full name of the record, e.g. `com.k2.marketdata.TradeV2` */
  name: string;
  type: AvroRecordType;
}

/** What a record's field may hold; a decimal is a string, a long beyond 2^53 a bigint. */
export type AvroValue = null | boolean | number | bigint | string | Buffer | AvroValue[] | AvroRecord;

export interface AvroRecord {
  [field: string]: AvroValue;
}
