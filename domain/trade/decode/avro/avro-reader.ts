import { isUtf8 } from "node:buffer";
import { refuse, within } from "../refusal";
import type { AvroRecord, AvroRecordType, AvroType, AvroValue } from "./avro-schema";
import { readDecimalBytes } from "./decimal-bytes";

/** Schemas that name themselves may nest without end; trades nest 2 levels. */
const MAX_DEPTH = 32;

/**
 * Reads one record of Avro's binary encoding that must fill `bytes` from `start` to the end. Ours, because general
 * readers believe the counts in the data: four bytes that announce 2^31 array items make them run for minutes.
 * Refuses `AVRO_TRUNCATED`, `AVRO_TRAILING_BYTES` and `AVRO_BAD_VALUE`, with the field's path.
 */
export function readAvroRecord(type: AvroRecordType, bytes: Buffer, start: number): AvroRecord {
  const reader = new AvroReader(bytes, start);
  const record = reader.readRecord(type, 0);
  reader.expectEnd();
  return record;
}

class AvroReader {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  readRecord(type: AvroRecordType, depth: number): AvroRecord {
    const record: AvroRecord = {};
    let current = "";
    try {
      for (const field of type.fields) {
        current = field.name;
        record[current] = this.read(field.type, depth + 1);
      }
    } catch (error) {
      throw within(error, current);
    }
    return record;
  }

  expectEnd(): void {
    const rest = this.bytes.length - this.at;
    if (rest === 0) return;
    refuse({
      stage: "decode",
      code: "AVRO_TRAILING_BYTES",
      message: `${rest} bytes follow the record: it was written with another schema than its id says, or damaged. Look at the producer, then replay.`,
      value: this.bytes.subarray(this.at, this.at + 16).toString("hex"),
    });
  }

  private read(type: AvroType, depth: number): AvroValue {
    switch (type.kind) {
      case "string":
        return this.readString();
      case "long":
      case "int":
        return this.readLong();
      case "bytes":
        return decimalOr(this.take(this.readLength()), type.scale);
      case "enum":
        return pick(type.symbols, this.readLong(), "enum symbol");
      case "union":
        return this.read(pick(type.branches, this.readLong(), "union branch"), this.deeper(depth));
      case "record":
        return this.readRecord(type, this.deeper(depth));
      case "null":
        return null;
      case "boolean":
        return this.take(1)[0] === 1;
      case "array":
        return this.readArray(type.items, this.deeper(depth));
      case "map":
        return this.readMap(type.values, this.deeper(depth));
      case "fixed":
        return decimalOr(this.take(type.size), type.scale);
      case "float":
        return this.take(4).readFloatLE(0);
      case "double":
        return this.take(8).readDoubleLE(0);
    }
  }

  private readArray(items: AvroType, depth: number): AvroValue[] {
    const array: AvroValue[] = [];
    for (let count = this.readCount(0); count > 0; count = this.readCount(array.length)) {
      for (let i = 0; i < count; i++) array.push(this.read(items, depth));
    }
    return array;
  }

  private readMap(values: AvroType, depth: number): AvroRecord {
    const map = new Map<string, AvroValue>();
    let entries = 0;
    for (let count = this.readCount(0); count > 0; count = this.readCount(entries)) {
      for (let i = 0; i < count; i++) map.set(this.readString(), this.read(values, depth));
      entries += count;
    }
    return Object.fromEntries(map);
  }

  /** The items of the next block, 0 at the end. An item takes a byte at least, so no count may exceed the bytes. */
  private readCount(before: number): number {
    let count = this.readLong();
    if (typeof count === "number" && count < 0) {
      count = -count;
      this.readLong();
    }
    if (typeof count === "number" && before + count <= this.bytes.length) return count;
    return refuseValue(`announces ${count} items, more than the record has bytes`, String(count));
  }

  private readString(): string {
    const bytes = this.take(this.readLength());
    if (!isUtf8(bytes)) return refuseValue("is not UTF-8", bytes.subarray(0, 32).toString("hex"));
    return bytes.toString("utf8");
  }

  private readLength(): number {
    const length = this.readLong();
    if (typeof length === "number" && length >= 0) return length;
    return refuseValue(`has the length ${length}`, String(length));
  }

  /** A zigzag varint of at most 10 bytes: a number where it is exact, else a bigint. */
  private readLong(): number | bigint {
    let value = 0;
    let scale = 1;
    const start = this.at;
    for (let i = 0; i < 7; i++) {
      const byte = this.nextByte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      scale *= 128;
    }
    this.at = start;
    return this.readBigLong();
  }

  private readBigLong(): number | bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.nextByte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        const long = BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
        const number = Number(long);
        return Number.isSafeInteger(number) ? number : long;
      }
    }
    return refuseValue("is a number of more than 64 bits", "");
  }

  private nextByte(): number {
    const byte = this.bytes[this.at++];
    return byte === undefined ? this.refuseTruncated() : byte;
  }

  private take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.bytes.length) return this.refuseTruncated();
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  private deeper(depth: number): number {
    return depth < MAX_DEPTH ? depth : refuseValue(`nests deeper than ${MAX_DEPTH} levels`, String(depth));
  }

  private refuseTruncated(): never {
    return refuse({
      stage: "decode",
      code: "AVRO_TRUNCATED",
      message: `The record stops after ${this.bytes.length} bytes in the middle of a field: it was cut, or written with another schema than its id says. Take it again from the venue, or discard it.`,
      value: String(this.bytes.length),
    });
  }
}

function decimalOr(bytes: Buffer, scale: number | null): Buffer | string {
  return scale === null ? bytes : readDecimalBytes(bytes, scale);
}

function pick<T>(choices: readonly T[], index: number | bigint, what: string): T {
  const choice = typeof index === "number" ? choices[index] : undefined;
  if (choice === undefined) return refuseValue(`names ${what} ${index} of ${choices.length}`, String(index));
  return choice;
}

function refuseValue(problem: string, value: string): never {
  return refuse({
    stage: "decode",
    code: "AVRO_BAD_VALUE",
    message: `The field ${problem}: the record was damaged, or written with another schema than its id says. Look at the producer, then replay or discard it.`,
    value,
  });
}
