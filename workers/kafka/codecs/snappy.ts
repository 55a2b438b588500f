import { compress, uncompress } from "snappy";
import type { KafkaCodec } from "./codec";

/** Java's snappy stream ("xerial"): magic, version 1, compatible with 1, then blocks of [int32 length][raw snappy]. */
const MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const HEADER = Buffer.concat([MAGIC, Buffer.from([0, 0, 0, 1, 0, 0, 0, 1])]);
/** The Java client's own block size; its reader allocates by block, so larger ones would cost every consumer. */
const BLOCK_BYTES = 32 * 1024;
const LENGTH_BYTES = 4;

/**
 * Kafka's snappy. Writes xerial framing, as the Java client does; reads both that and the bare block that librdkafka
 * sends. Rejects with an error that names the fault where the framing is broken.
 */
export const snappyCodec: KafkaCodec = {
  async compress({ buffer }) {
    const parts: Buffer[] = [HEADER];
    for (let start = 0; start < buffer.length; start += BLOCK_BYTES) {
      const block = await compress(buffer.subarray(start, start + BLOCK_BYTES));
      const length = Buffer.allocUnsafe(LENGTH_BYTES);
      length.writeInt32BE(block.length);
      parts.push(length, block);
    }
    return Buffer.concat(parts);
  },

  async decompress(buffer) {
    if (!buffer.subarray(0, MAGIC.length).equals(MAGIC)) return uncompressBlock(buffer);
    const parts: Buffer[] = [];
    let position = HEADER.length;
    while (position < buffer.length) {
      const start = position + LENGTH_BYTES;
      if (start > buffer.length) throw new Error("snappy: the stream ends inside a block length");
      const length = buffer.readInt32BE(position);
      if (length < 0 || start + length > buffer.length) {
        throw new Error(`snappy: a block of ${length} bytes passes the end of the stream`);
      }
      parts.push(await uncompressBlock(buffer.subarray(start, start + length)));
      position = start + length;
    }
    return Buffer.concat(parts);
  },
};

async function uncompressBlock(block: Buffer): Promise<Buffer> {
  const out = await uncompress(block, { asBuffer: true });
  return typeof out === "string" ? Buffer.from(out) : out;
}
