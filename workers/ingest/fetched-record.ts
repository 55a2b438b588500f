import type { EachBatchPayload } from "../kafka/types";
import type { FetchedRecord } from "./types";

/** A message of kafkajs as ingest reads it. */
export function fetchedRecord(message: EachBatchPayload["batch"]["messages"][number]): FetchedRecord {
  return {
    offset: Number(message.offset),
    timestampMs: Number(message.timestamp),
    key: message.key,
    value: message.value,
    headers: message.headers,
  };
}
