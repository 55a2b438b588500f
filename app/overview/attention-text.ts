import type { inferRouterOutputs } from "@trpc/server";
import { groupThousands } from "@/app/lib/format/decimal";
import type { AppRouter } from "@/server/trpc/root";

type AttentionItem = inferRouterOutputs<AppRouter>["attention"]["list"][number];

export interface AttentionText {
  key: string;
  title: string;
  detail: string;
  /** where it is mended */
  path: string;
  query?: Record<string, string>;
  action: string;
}

/** An item in words, with the page that mends it. */
export function attentionText(item: AttentionItem): AttentionText {
  switch (item.kind) {
    case "unexplained":
      return {
        key: item.kind,
        title: "The ledger does not balance",
        detail: `${groupThousands(item.records)} records and ${groupThousands(item.trades)} trades have no place.`,
        path: "/pipeline",
        action: "Find it",
      };
    case "lost":
      return {
        key: item.kind,
        title: "Records lost in Kafka",
        detail: `Kafka deleted ${groupThousands(item.records)} records before they were read. Lengthen the topic's retention.`,
        path: "/pipeline",
        action: "Where",
      };
    case "halted":
      return {
        key: `halted ${item.topic} ${item.partition}`,
        title: `Halted: ${item.topic} / ${item.partition}`,
        detail: item.reason ?? "Ingest stopped at this partition.",
        path: "/pipeline",
        action: "Look",
      };
    case "alert":
      return {
        key: `alert ${item.id}`,
        title: "Alert",
        detail: item.message,
        path: "/alerts",
        action: "Look",
      };
    case "stale-feed":
      return {
        key: `feed ${item.exchange}`,
        title: `No data from ${item.exchange}`,
        detail: item.reason ?? "The feed does not deliver.",
        path: "/pipeline",
        action: "Look",
      };
    case "silent-worker":
      return {
        key: `worker ${item.workerId}`,
        title: "A worker fell silent",
        detail: `${item.workerId} (${item.roles.join(", ")}) no longer reports. Others take over its partitions.`,
        path: "/pipeline",
        action: "Look",
      };
    case "dead-letters":
      return {
        key: `letters ${item.fingerprint}`,
        title: `${groupThousands(item.count)} dead ${item.count === 1n ? "letter" : "letters"}: ${item.code}`,
        detail: item.message,
        path: "/dead-letters",
        query: { group: item.fingerprint },
        action: "Inspect",
      };
    case "gaps":
      return {
        key: `gaps ${item.instrumentId}`,
        title: `${item.exchange} ${item.symbol} misses ${groupThousands(item.missing)}`,
        detail: `${item.gaps === 1 ? "One open gap" : `${groupThousands(item.gaps)} open gaps`} in its numbers.`,
        path: "/gaps",
        query: { instrument: String(item.instrumentId) },
        action: "Inspect",
      };
  }
}
