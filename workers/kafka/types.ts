/** The client's types for the rest of the workers; its code stays in this folder. */
export type {
  Admin,
  Batch,
  Consumer,
  EachBatchPayload,
  IHeaders,
  Kafka,
  KafkaMessage,
  Message,
  Producer,
  ProducerBatch,
  RecordMetadata,
  TopicMessages,
} from "kafkajs";
