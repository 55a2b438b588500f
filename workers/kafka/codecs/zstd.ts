import zlib from "node:zlib";
import type { KafkaCodec } from "./codec";

type ZstdCall = (buffer: Buffer, done: (error: Error | null, out: Buffer) => void) => void;

/**
 * Kafka's zstd through Node's own zlib, which has it from Node 22.15. On an older Node both calls reject with a
 * message that says so, instead of the client's bare "not implemented".
 */
export const zstdCodec: KafkaCodec = {
  compress: ({ buffer }) => callZlib("zstdCompress", buffer),
  decompress: (buffer) => callZlib("zstdDecompress", buffer),
};

/** True where this Node can read and write zstd batches. */
export function zstdSupported(): boolean {
  return findZlibCall("zstdDecompress") !== undefined;
}

function callZlib(name: "zstdCompress" | "zstdDecompress", buffer: Buffer): Promise<Buffer> {
  const call = findZlibCall(name);
  if (!call) {
    const reason = `zstd batches need Node 22.15 or newer; this is ${process.version}`;
    return Promise.reject(new Error(`${reason}. Let the producer use lz4, snappy or gzip, or update Node.`));
  }
  return new Promise((resolve, reject) => {
    call(buffer, (error, out) => (error ? reject(error) : resolve(out)));
  });
}

// The types of Node 20 do not know these functions, so they are looked up at run time.
function findZlibCall(name: "zstdCompress" | "zstdDecompress"): ZstdCall | undefined {
  const found: unknown = Reflect.get(zlib, name);
  return typeof found === "function" ? (buffer, done) => void found.call(zlib, buffer, done) : undefined;
}
