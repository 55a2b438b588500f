import { z } from "zod";
import { listLetterGroups } from "@/db/queries/dead-letters/list-letter-groups";
import { listAlerts } from "@/db/queries/web/list-alerts";
import { listFeeds } from "@/db/queries/web/list-feeds";
import { listGapGroups } from "@/db/queries/web/list-gap-groups";
import { listPartitions } from "@/db/queries/web/list-partitions";
import { listWorkers } from "@/db/queries/web/list-workers";
import { readLedgerTotals } from "@/db/queries/web/read-ledger-totals";
import { lostWorkers } from "@/domain/alert/rules/process";
import type { AlertKind } from "@/domain/alert/types";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { alertState } from "@/server/services/alerts/alert-state";
import { judgeFreshness } from "@/server/services/feeds/judge-freshness";
import { judgeLedger } from "@/server/services/ledger/judge-ledger";
import { decimal, micros } from "@/server/trpc/exact";

/** Of each kind, the worst few: the rest is a press away. */
const PER_KIND = 5;

/** alerts of things that this list reads for itself, with the button that repairs them */
const LISTED: ReadonlySet<string> = new Set<AlertKind>([
  "partition-halted",
  "ledger-imbalance",
  "records-lost",
  "worker-lost",
  "feed-stale",
  "gap-open",
]);

const severity = z.enum(["critical", "warning", "info"]);

export const attentionInput = z.strictObject({});

export const attentionItem = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unexplained"), severity, records: z.bigint(), trades: z.bigint() }),
  z.object({ kind: z.literal("lost"), severity, records: z.bigint() }),
  z.object({
    kind: z.literal("halted"),
    severity,
    topic: z.string(),
    partition: z.int(),
    reason: z.string().nullable(),
    since: micros,
  }),
  z.object({ kind: z.literal("alert"), severity, id: z.bigint(), message: z.string(), since: micros }),
  z.object({
    kind: z.literal("stale-feed"),
    severity,
    exchange: z.string(),
    reason: z.string().nullable(),
    since: micros.nullable(),
  }),
  z.object({
    kind: z.literal("silent-worker"),
    severity,
    workerId: z.string(),
    roles: z.array(z.string()),
    since: micros,
  }),
  z.object({
    kind: z.literal("dead-letters"),
    severity,
    fingerprint: z.string(),
    code: z.string(),
    message: z.string(),
    count: z.bigint(),
    since: micros,
  }),
  z.object({
    kind: z.literal("gaps"),
    severity,
    instrumentId: z.int(),
    exchange: z.string(),
    symbol: z.string(),
    gaps: z.int(),
    missing: decimal,
    since: micros,
  }),
]);
export type AttentionItem = z.infer<typeof attentionItem>;

export const attentionOutput = z.array(attentionItem);

/** What waits for a person, the worst first. */
export async function listAttention(now: Micros): Promise<AttentionItem[]> {
  const sql = database();
  const [totals, partitions, feeds, workers, alerts, letters, gaps] = await Promise.all([
    readLedgerTotals(sql),
    listPartitions(sql),
    listFeeds(sql),
    listWorkers(sql),
    listAlerts(sql, true, PER_KIND),
    listLetterGroups(sql, PER_KIND),
    listGapGroups(sql, PER_KIND),
  ]);
  const verdict = judgeLedger(totals);
  const items: AttentionItem[] = [];
  if (verdict.unexplainedRecords !== 0n || verdict.unexplainedTrades !== 0n) {
    items.push({
      kind: "unexplained",
      severity: "critical",
      records: verdict.unexplainedRecords,
      trades: verdict.unexplainedTrades,
    });
  }
  if (totals.lost > 0n) items.push({ kind: "lost", severity: "critical", records: totals.lost });
  for (const { topic, partition, haltedAt, haltReason } of partitions) {
    if (haltedAt !== null)
      items.push({
        kind: "halted",
        severity: "critical",
        topic,
        partition,
        reason: haltReason,
        since: haltedAt,
      });
  }
  const connected = new Set(feeds.map((one) => one.exchange));
  for (const alert of alerts) {
    // A feed that no worker ever served has no connection to list.
    const unserved = alert.kind === "feed-stale" && !connected.has(alert.subject);
    if ((LISTED.has(alert.kind) && !unserved) || alertState(alert, now) !== "firing") continue;
    const { id, severity: level, message, openedAt } = alert;
    items.push({ kind: "alert", severity: level, id, message, since: openedAt });
  }
  for (const feed of feeds) {
    if (judgeFreshness(feed, now) !== "stale") continue;
    const since = feed.lastMessageAt ?? feed.lastTradeAt;
    items.push({
      kind: "stale-feed",
      severity: "critical",
      exchange: feed.exchange,
      reason: feed.reason,
      since,
    });
  }
  const lost = new Set(lostWorkers(workers, now).map((one) => one.workerId));
  for (const { workerId, roles, beatAt } of workers) {
    if (lost.has(workerId))
      items.push({ kind: "silent-worker", severity: "warning", workerId, roles, since: beatAt });
  }
  for (const { fingerprint, code, message, count, firstAt } of letters) {
    items.push({
      kind: "dead-letters",
      severity: "warning",
      fingerprint,
      code,
      message,
      count,
      since: firstAt,
    });
  }
  for (const { market: _market, ...gap } of gaps) items.push({ kind: "gaps", severity: "warning", ...gap });
  const rank = { critical: 0, warning: 1, info: 2 };
  return items.sort((a, b) => rank[a.severity] - rank[b.severity]);
}
