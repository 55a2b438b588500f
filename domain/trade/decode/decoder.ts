import type { DecodeResult } from "../types";
import type { SchemaLookup } from "./avro/schema-lookup";
import type { DecoderState } from "./decoder-state";
import type { Frame } from "./frame";
import type { Salvage } from "./refusal";
import type { TopicParts } from "./topic-parts";

/** What decoding needs beside the record. One per topic partition: records are decoded in offset order. */
export interface DecodeContext {
  /** changed by decoding; stored with the partition's position, so that it survives a restart */
  state: DecoderState;
  schemas: SchemaLookup;
}

/** One format of one exchange. */
export interface Decoder {
  /** stable: part of a dead letter's fingerprint */
  readonly name: string;
  /** whether frames of this topic may be in this format */
  accepts(topic: TopicParts): boolean;
  /**
   * Reads a frame. Gives null where the frame is not in this format, so that the topic's next decoder is asked.
   * Throws `Refusal` (through the field readers) where it is, but cannot be taken, and `SchemaPending`.
   */
  decode(frame: Frame, context: DecodeContext): DecodeResult | null;
  /** what can still be read of a frame that was refused; asked only then, and must not throw */
  salvage(frame: Frame): Salvage;
}
