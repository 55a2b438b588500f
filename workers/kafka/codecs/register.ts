import kafkajs from "kafkajs";
import { lz4Codec } from "./lz4";
import { counted } from "./read-compression";
import { snappyCodec } from "./snappy";
import { zstdCodec } from "./zstd";

const lz4 = counted(lz4Codec);
const snappy = counted(snappyCodec);
const zstd = counted(zstdCodec);

/** Gives kafkajs the codecs it lacks (it brings gzip only). Safe to call again: the same codecs are set. */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  CompressionCodecs[CompressionTypes.LZ4] = () => lz4;
  CompressionCodecs[CompressionTypes.Snappy] = () => snappy;
  CompressionCodecs[CompressionTypes.ZSTD] = () => zstd;
}
