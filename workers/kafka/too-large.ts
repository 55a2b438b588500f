import kafkajs from "kafkajs";

/** Whether the broker refused a message for its size: sending it again cannot help. */
export function isTooLarge(error: unknown): boolean {
  if (error instanceof kafkajs.KafkaJSAggregateError) return error.errors.some(isTooLarge);
  if (error instanceof kafkajs.KafkaJSProtocolError)
    return error.type === "MESSAGE_TOO_LARGE" || error.type === "RECORD_LIST_TOO_LARGE";
  return error instanceof Error && error.cause !== undefined && isTooLarge(error.cause);
}
