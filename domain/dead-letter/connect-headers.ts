import type { DeadLetterStage } from "../trade/decode-error";

/** What a dead-letter topic's readers are told of a letter. */
export interface ReportedLetter {
  topic: string;
  partition: number | null;
  sourceOffset: bigint | null;
  stage: string;
  code: string;
  message: string;
  path: string | null;
  badValue: string | null;
  decoder: string;
}

/** How we name ourselves where Kafka Connect names its connector. */
export const CONNECTOR = "k2-console";

/** Kafka Connect's names of the places where a record can fail. */
const STAGE: Record<DeadLetterStage, string> = {
  fetch: "KAFKA_CONSUME",
  decompress: "KAFKA_CONSUME",
  decode: "VALUE_CONVERTER",
  schema: "VALUE_CONVERTER",
  validate: "TRANSFORMATION",
  store: "TASK_PUT",
};

/**
 * A letter's report in the headers of Kafka Connect's dead-letter queue (KIP-298), so that tools which read those can
 * read ours.
 */
export function connectHeaders(letter: ReportedLetter): Record<string, string> {
  const stage = Object.entries(STAGE).find(([name]) => name === letter.stage)?.[1] ?? "VALUE_CONVERTER";
  const where = letter.path === null ? "" : `\n\tat ${letter.path} = ${letter.badValue ?? ""}`;
  return {
    "__connect.errors.topic": letter.topic,
    "__connect.errors.partition": letter.partition?.toString() ?? "",
    "__connect.errors.offset": letter.sourceOffset?.toString() ?? "",
    "__connect.errors.connector.name": CONNECTOR,
    "__connect.errors.task.id": "0",
    "__connect.errors.stage": stage,
    "__connect.errors.class.name": letter.decoder,
    "__connect.errors.exception.class.name": letter.code,
    "__connect.errors.exception.message": letter.message,
    "__connect.errors.exception.stacktrace": `${letter.code}: ${letter.message}${where}`,
  };
}
