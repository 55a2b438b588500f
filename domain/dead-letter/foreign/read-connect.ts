import type { DeadLetterStage } from "../../trade/decode-error";
import { codeOf, type DlqRecord, type ForeignReport, headerNumber, headerText } from "./foreign-report";

const STAGE: Record<string, DeadLetterStage> = {
  KAFKA_CONSUME: "fetch",
  KEY_CONVERTER: "decode",
  VALUE_CONVERTER: "decode",
  HEADER_CONVERTER: "decode",
  TRANSFORMATION: "validate",
  TASK_PUT: "store",
};

/** A record of a Kafka Connect dead-letter queue with context headers (KIP-298); null where it is none. */
export function readConnect({ headers, value }: DlqRecord): ForeignReport | null {
  const header = (name: string) => headerText(headers, `__connect.errors.${name}`);
  const topic = header("topic");
  if (topic === null) return null;
  const exception = header("exception.class.name") ?? "";
  const connector = header("connector.name") ?? "unknown";
  return {
    reporter: "connect",
    topic,
    partition: headerNumber(headers, "__connect.errors.partition"),
    offset: headerNumber(headers, "__connect.errors.offset"),
    stage: STAGE[header("stage") ?? ""] ?? "store",
    code: codeOf("CONNECT", exception),
    message: `The connector ${connector} gave the record up: ${header("exception.message") ?? exception}`,
    decoder: `connect:${connector}`,
    value,
  };
}
