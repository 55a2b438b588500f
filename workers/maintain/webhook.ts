import { createHmac } from "node:crypto";
import { request } from "undici";

/** Where alerts are told: from the deployment's environment only, never from a page. */
export interface Webhook {
  url: string;
  secret: string;
}

const PATIENCE_MS = 5_000;

/**
 * The header that proves who sent a body and when: `t=<seconds>,v1=<hex>`, the HMAC-SHA256 of `<seconds>.<body>` under
 * the shared secret.
 */
export function signature(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

/**
 * Posts one delivery; `delivery` is the same each time it is tried, so that a receiver can pass over what it has.
 * @throws Error where the answer is not 2xx, or does not come within five seconds; a redirect is no answer
 */
export async function postWebhook(
  webhook: Webhook,
  delivery: string,
  payload: Record<string, unknown>,
): Promise<void> {
  const body = JSON.stringify(payload);
  const answer = await request(webhook.url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "k2-delivery": delivery,
      "k2-signature": signature(webhook.secret, body, Math.floor(Date.now() / 1000)),
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.body.dump({ limit: 64 * 1024 });
  if (answer.statusCode < 200 || answer.statusCode > 299)
    throw new Error(`the webhook answered ${answer.statusCode}`);
}
