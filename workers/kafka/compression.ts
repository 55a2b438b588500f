import kafkajs from "kafkajs";

/** Compression by name, for `producer.send({ compression })`; codecs are registered by `createKafka`. */
export const compression = {
  none: kafkajs.CompressionTypes.None,
  gzip: kafkajs.CompressionTypes.GZIP,
  snappy: kafkajs.CompressionTypes.Snappy,
  lz4: kafkajs.CompressionTypes.LZ4,
  zstd: kafkajs.CompressionTypes.ZSTD,
} as const;
