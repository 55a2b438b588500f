import kafkajs from "kafkajs";
import { lz4Codec } from "./lz4";
import { snappyCodec } from "./snappy";
import { zstdCodec } from "./zstd";

/** Gives kafkajs the codecs it lacks (it brings gzip only). Safe to call again: the same codecs are set. */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  CompressionCodecs[CompressionTypes.LZ4] = () => lz4Codec;
  CompressionCodecs[CompressionTypes.Snappy] = () => snappyCodec;
  CompressionCodecs[CompressionTypes.ZSTD] = () => zstdCodec;
}
