import { compressFrame, decompressFrame } from "lz4-napi";
import type { KafkaCodec } from "./codec";

/**
 * Kafka's lz4: one LZ4 frame (magic 0x184D2204) around the records of a batch. The Java broker accepts only frames
 * of independent blocks, which is what `lz4-napi` writes. Both calls run off the event loop.
 */
export const lz4Codec: KafkaCodec = {
  compress: (encoder) => compressFrame(encoder.buffer),
  decompress: (buffer) => decompressFrame(buffer),
};
