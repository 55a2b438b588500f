import kafkajs, { type Kafka, type Producer } from "kafkajs";

/**
 * A producer that places keys as the Java client does (murmur2), never creates a topic by writing to it, and, where
 * `idempotent`, lets the broker drop what a retry repeats. The caller connects and disconnects it.
 */
export function createProducer(kafka: Kafka, options: { idempotent?: boolean } = {}): Producer {
  const idempotent = options.idempotent ?? false;
  return kafka.producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    idempotent,
    // More than one request in flight can reorder the numbers that make a producer idempotent.
    ...(idempotent ? { maxInFlightRequests: 1 } : {}),
  });
}
