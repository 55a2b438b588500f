import type { JsonValue } from "../json/json-value";
import { parseJson } from "../json/parse-json";
import { readText } from "../json/read-text";
import type { RawRecord } from "../types";
import type { TopicParts } from "./topic-parts";

/** A record with a value, and what was read of it so far: a topic's decoders share one reading. */
export class Frame {
  private parsed: JsonValue | undefined;
  private refusal: unknown;

  constructor(
    readonly record: RawRecord,
    readonly value: Buffer,
    readonly topic: TopicParts,
  ) {}

  /** The value as text; refuses as `readText` does. */
  text(): string {
    return readText(this.value);
  }

  /** The value as JSON, read once even where it is refused: it may be 10 MB. Refuses as `parseJson` does. */
  json(): JsonValue {
    if (this.parsed !== undefined) return this.parsed;
    if (this.refusal !== undefined) throw this.refusal;
    try {
      this.parsed = parseJson(this.text());
      return this.parsed;
    } catch (error) {
      this.refusal = error;
      throw error;
    }
  }

  /** The JSON where it was read already: for salvage, which must not throw. */
  jsonIfRead(): JsonValue | undefined {
    return this.parsed;
  }
}
