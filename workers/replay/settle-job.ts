import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { giveUpVanished } from "@/db/queries/replay/give-up-vanished";
import { haltedOf } from "@/db/queries/replay/halted-of";
import type { Break, Lease } from "./lease";

/** Waits until ingest has settled everything that was sent. A letter whose record vanished waits again. */
export async function settleJob(
  sql: Sql,
  jobId: bigint,
  lease: Lease,
  passOver: Break | null = null,
): Promise<Break | null> {
  while (true) {
    const broken = lease.broken();
    if (broken !== null && broken !== passOver) return broken;
    await giveUpVanished(sql, jobId);
    const { sent, sending } = await lease.count();
    if (sent + sending === 0) return null;
    const halted = await haltedOf(sql, jobId);
    lease.waitsFor =
      halted.length > 0
        ? `${halted.join(", ")} is halted: resume it, and its letters settle.`
        : `Ingest has yet to read ${sent.toLocaleString("en-US")} letters that were sent.`;
    await wait(100);
  }
}
