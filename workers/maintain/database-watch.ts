import type { Query } from "@/db/client";
import { recordOutage } from "@/db/queries/alerts/record-outage";
import type { Micros } from "@/domain/time/micros";
import type { Log } from "@/runtime/log";
import { databaseAnswers } from "../endpoint/database-answers";
import { postWebhook, type Webhook } from "./webhook";

/** a restart is shorter */
const AWAY_AFTER_MICROS = 5_000_000;

/**
 * Sees to the one alert that cannot be written while it fires: the webhook is told directly, and what happened is
 * written down once the database is back.
 */
export class DatabaseWatch {
  #since: Micros | undefined;
  #reason = "";
  #told = false;

  constructor(private readonly options: { sql: Query; webhook: Webhook | null; log: Log; worker: string }) {}

  /** One look. Rejects only where an outage that is over could not be written down: look again. */
  async look(now: Micros): Promise<void> {
    const reason = await databaseAnswers(this.options.sql);
    if (reason !== null) return this.#isAway(reason, now);
    const from = this.#since;
    if (from === undefined) return;
    if (now - from >= AWAY_AFTER_MICROS) {
      const seconds = Math.round((now - from) / 1e6);
      const message = `The database did not answer for ${seconds} s: ${this.#reason}. Ingest waited and moved no position.`;
      await recordOutage(this.options.sql, { from, to: now, message, reason: this.#reason });
      if (this.#told) await this.#tell("resolved", message, from, now);
    }
    this.#since = undefined;
    this.#told = false;
  }

  async #isAway(reason: string, now: Micros): Promise<void> {
    this.#since ??= now;
    this.#reason = reason;
    const awayMicros = now - this.#since;
    if (this.#told || awayMicros < AWAY_AFTER_MICROS) return;
    const message = `The database has not answered for ${Math.round(awayMicros / 1e6)} s: ${reason}.`;
    this.options.log.error({ reason }, "the database is away");
    this.#told = await this.#tell("opened", message, this.#since, now);
  }

  /** @returns whether there was somebody to tell, and they were told; without a database there is no outbox to retry from */
  async #tell(event: "opened" | "resolved", message: string, since: Micros, now: Micros): Promise<boolean> {
    const { webhook, worker, log } = this.options;
    if (webhook === null) return false;
    const iso = (micros: Micros) => new Date(micros / 1_000).toISOString();
    try {
      await postWebhook(webhook, `database-away-${worker}-${since}-${event}`, {
        event,
        alert: null,
        kind: "database-away",
        subject: "database",
        severity: "critical",
        message,
        evidence: {},
        openedAt: iso(since),
        at: iso(now),
      });
      return true;
    } catch (error) {
      log.warn({ err: error }, "an alert could not be told; it is tried again");
      return false;
    }
  }
}
