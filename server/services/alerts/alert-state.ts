import type { Micros } from "@/domain/time/micros";

/** What becomes of an alert: it fires, somebody has seen it, it is to keep quiet for a while, it is over. */
export const STATES = ["firing", "acknowledged", "silenced", "resolved"] as const;
export type AlertState = (typeof STATES)[number];

export function alertState(
  alert: { closedAt: Micros | null; acknowledgedAt: Micros | null; silencedUntil: Micros | null },
  now: Micros,
): AlertState {
  if (alert.closedAt !== null) return "resolved";
  if (alert.silencedUntil !== null && alert.silencedUntil > now) return "silenced";
  return alert.acknowledgedAt === null ? "firing" : "acknowledged";
}
