/** What kafkajs asks of a compression codec: whole batches in, whole batches out. */
export type KafkaCodec = {
  /** Packs the encoded records of one batch. */
  compress(encoder: { buffer: Buffer }): Promise<Buffer>;
  /** Unpacks the records of one batch; rejects where the bytes are not of this format. */
  decompress(buffer: Buffer): Promise<Buffer>;
};
