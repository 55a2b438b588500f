import type { Measurements } from "@/domain/cost/calibration/measurement";

/** What each measurement is, for people, with its unit. */
export const MEASURED: Readonly<Record<keyof Measurements, { label: string; unit: string }>> = {
  rate: { label: "Message rate", unit: "messages/s" },
  peak: { label: "Peak to average", unit: "×" },
  bytes: { label: "Message size, raw", unit: "bytes" },
  wireBytes: { label: "Message size on the wire", unit: "bytes" },
  storedBytes: { label: "Message size in the lake", unit: "bytes" },
  consumerGroups: { label: "Consumer groups", unit: "groups" },
  rowsPerSecond: { label: "Rows stored", unit: "rows/s" },
  rowBytes: { label: "Row size with indexes", unit: "bytes" },
  perCore: { label: "Messages a core", unit: "messages/s" },
  partitions: { label: "Partitions", unit: "partitions" },
};
