import type { Query } from "@/db/client";
import { claimNotifications, markFailed, markSent } from "@/db/queries/alerts/notifications";
import type { Log } from "@/runtime/log";
import { postWebhook, type Webhook } from "./webhook";

const BATCH = 10;
const LEASE_MS = 30_000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 600_000;
/** about two and a half hours */
const MAX_ATTEMPTS = 20;

/** Tells the webhook what is due, at least once, in the order it happened where nothing fails. */
export async function sendNotifications(
  sql: Query,
  webhook: Webhook,
  log: Log,
): Promise<{ sent: number; failed: number }> {
  let sent = 0;
  let failed = 0;
  const due = await claimNotifications(sql, BATCH, LEASE_MS);
  for (const one of due.toSorted((a, b) => Number(a.id - b.id))) {
    try {
      await postWebhook(webhook, one.id.toString(), one.payload);
      await markSent(sql, one.id);
      sent++;
    } catch (error) {
      failed++;
      const reason = error instanceof Error ? error.message : String(error);
      const retryInMs =
        one.attempts >= MAX_ATTEMPTS
          ? null
          : Math.min(FIRST_RETRY_MS * 2 ** (one.attempts - 1), LAST_RETRY_MS);
      log.warn({ notification: one.id.toString(), reason, retryInMs }, "an alert could not be told");
      await markFailed(sql, one.id, reason, retryInMs);
    }
  }
  return { sent, failed };
}
