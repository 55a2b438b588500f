import { ATTEMPT_HEADER, LETTER_ID_HEADER } from "../replay-headers";
import { type DlqRecord, type ForeignReport, headerText } from "./foreign-report";
import { readConnect } from "./read-connect";
import { readK2 } from "./read-k2";
import { readSpring } from "./read-spring";

/**
 * Reads a record of a dead-letter topic, whoever wrote it; null for what our own relay wrote. A record in no form that
 * we know is kept too, under the dead-letter topic's own name.
 */
export function readForeignReport(record: DlqRecord): ForeignReport | null {
  if (isOurs(record)) return null;
  return readConnect(record) ?? readSpring(record) ?? readK2(record) ?? unknown(record);
}

/** A record that we replayed and another consumer gave up has our id too, but also the number of its try. */
function isOurs({ headers }: DlqRecord): boolean {
  return headerText(headers, LETTER_ID_HEADER) !== null && headerText(headers, ATTEMPT_HEADER) === null;
}

function unknown({ topic, value }: DlqRecord): ForeignReport {
  return {
    reporter: "unknown",
    topic,
    partition: null,
    offset: null,
    stage: "decode",
    code: "FOREIGN_FORM_UNKNOWN",
    message: `The record stands in the dead-letter topic ${topic}, but has neither Kafka Connect's nor Spring's headers and is no entry of K2: its origin is not known. Look at it, then discard it, or replay it from where it came.`,
    decoder: "none",
    value,
  };
}
