/** Lines every estimate has, in the order they are shown. */
export const BASE_LINE_IDS = [
  "brokers",
  "kafka-disk",
  "cross-az-produce",
  "cross-az-consume",
  "workers",
  "database",
  "database-replication",
  "object-storage",
  "object-requests",
  "athena",
  "observability",
  "egress",
  "nat",
] as const;

/** Lines that appear only while the lever that needs them is on. */
export const LEVER_LINE_IDS = [
  "kafka-tiered",
  "express-data-in",
  "serverless-partitions",
  "serverless-data-in",
  "serverless-data-out",
] as const;

export type LineId = (typeof BASE_LINE_IDS)[number] | (typeof LEVER_LINE_IDS)[number];

/** Components a stacked breakdown groups the lines by. */
export type LineGroup = "Kafka" | "Network" | "Compute" | "Database" | "Lake" | "Query" | "Observability";

export const LINES: Readonly<Record<LineId, { title: string; group: LineGroup }>> = {
  brokers: { title: "Brokers", group: "Kafka" },
  "kafka-disk": { title: "Kafka disk", group: "Kafka" },
  "kafka-tiered": { title: "Kafka remote tier", group: "Kafka" },
  "express-data-in": { title: "Express data in", group: "Kafka" },
  "serverless-partitions": { title: "Serverless partitions", group: "Kafka" },
  "serverless-data-in": { title: "Serverless data in", group: "Kafka" },
  "serverless-data-out": { title: "Serverless data out", group: "Kafka" },
  "cross-az-produce": { title: "Cross-zone, producers", group: "Network" },
  "cross-az-consume": { title: "Cross-zone, consumers", group: "Network" },
  workers: { title: "Stream workers", group: "Compute" },
  database: { title: "Database", group: "Database" },
  "database-replication": { title: "Database replication", group: "Database" },
  "object-storage": { title: "Object storage", group: "Lake" },
  "object-requests": { title: "Object requests", group: "Lake" },
  athena: { title: "Athena scans", group: "Query" },
  observability: { title: "Metrics and logs", group: "Observability" },
  egress: { title: "Internet egress", group: "Network" },
  nat: { title: "NAT", group: "Network" },
};
