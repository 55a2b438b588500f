import type { KafkaCodec } from "./codec";

/** What this process unpacked since it started: of batches that came compressed, whoever wrote them. */
export interface ReadCompression {
  batches: number;
  /** as they came over the wire, and as records */
  packedBytes: number;
  bytes: number;
}

const read: ReadCompression = { batches: 0, packedBytes: 0, bytes: 0 };

/** The same codec, counting what it unpacks: the one place that sees a batch's size on the wire. */
export function counted(codec: KafkaCodec, into: ReadCompression = read): KafkaCodec {
  return {
    compress: (encoder) => codec.compress(encoder),
    async decompress(packed) {
      const records = await codec.decompress(packed);
      into.batches += 1;
      into.packedBytes += packed.length;
      into.bytes += records.length;
      return records;
    },
  };
}

/** Counts of this process so far. */
export function readCompression(): ReadCompression {
  return { ...read };
}
