import { codeOf, type DlqRecord, type ForeignReport, headerNumber, headerText } from "./foreign-report";

/**
 * A record that Spring Kafka's DeadLetterPublishingRecoverer wrote: text headers, but partition and offset as a
 * big-endian int and long. Null where it is none.
 */
export function readSpring({ headers, value }: DlqRecord): ForeignReport | null {
  const header = (name: string) => headerText(headers, `kafka_dlt-${name}`);
  const topic = header("original-topic");
  if (topic === null) return null;
  const group = header("original-consumer-group") ?? "unknown";
  // The outer exception is the listener's wrapper; its cause says what went wrong.
  const exception =
    header("exception-cause-fqcn") ?? header("exception-fqcn") ?? header("key-exception-fqcn") ?? "";
  const text = header("exception-message") ?? header("key-exception-message") ?? exception;
  return {
    reporter: "spring",
    topic,
    partition: headerNumber(headers, "kafka_dlt-original-partition"),
    offset: headerNumber(headers, "kafka_dlt-original-offset"),
    stage: /serializ/i.test(exception) ? "decode" : "store",
    code: codeOf("SPRING", exception),
    message: `The consumer group ${group} gave the record up: ${text}`,
    decoder: `spring:${group}`,
    value,
  };
}
