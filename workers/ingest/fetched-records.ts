import type { EachBatchPayload } from "../kafka/types";
import type { FetchedRecord } from "./types";

/** Messages of kafkajs as ingest reads them. */
export function fetchedRecords(messages: EachBatchPayload["batch"]["messages"]): FetchedRecord[] {
  let timestamp = "";
  let timestampMs = 0;
  return messages.map((message) => {
    // Neighbours mostly have the same: comparing costs less than reading it anew.
    if (message.timestamp !== timestamp) {
      timestamp = message.timestamp;
      timestampMs = Number(timestamp);
    }
    return {
      offset: Number(message.offset),
      timestampMs,
      key: message.key,
      value: message.value,
      headers: message.headers,
    };
  });
}
