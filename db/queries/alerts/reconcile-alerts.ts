import { ALERT_KINDS, type Finding } from "@/domain/alert/types";
import type { Sql } from "../../client";

export interface AlertChange {
  id: bigint;
  kind: string;
  subject: string;
}

/**
 * Brings the open alerts in line with what was found: opens new ones, refreshes those that last, closes those that were
 * not found for `graceMs` (what flickers is one alert). With `notify`, what is to be told stands in the outbox in the
 * same transaction; what is silenced tells nobody. A silence outlasts the alert it was put on.
 */
export async function reconcileAlerts(
  sql: Sql,
  findings: readonly Finding[],
  options: { notify: boolean; graceMs: number },
): Promise<{ opened: AlertChange[]; closed: AlertChange[] }> {
  const json = JSON.stringify(findings);
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('k2_alerts'))`;
    const seen = await tx<(AlertChange & { opened: boolean })[]>`
      insert into alerts as a (kind, subject, severity, message, evidence, silenced_until, silenced_by, silence_reason)
      select f.kind, f.subject, f.severity, f.message, f.evidence, s.silenced_until, s.silenced_by, s.silence_reason
      from jsonb_to_recordset(${json}::text::jsonb)
        as f (kind text, subject text, severity text, message text, evidence jsonb)
      left join lateral (
        select silenced_until, silenced_by, silence_reason from alerts o
        where o.kind = f.kind and o.subject = f.subject and o.closed_at is not null and o.silenced_until > now()
        order by o.closed_at desc limit 1) s on true
      order by 1, 2
      on conflict (kind, subject) where closed_at is null do update set last_seen_at = now(),
        severity = excluded.severity, message = excluded.message, evidence = excluded.evidence,
        -- Who saw a warning has not seen what became of it.
        acknowledged_at = case when a.severity <> 'critical' and excluded.severity = 'critical' then null
          else a.acknowledged_at end
      returning a.id, a.kind, a.subject, (xmax = 0) as opened`;
    const closed = await tx<AlertChange[]>`
      update alerts set closed_at = now()
      where closed_at is null and kind = any (${[...ALERT_KINDS]}::text[]) and last_seen_at < now() - ${options.graceMs}::float8 * interval '1 millisecond'
        and id <> all (${seen.map((one) => one.id.toString())}::int8[])
      returning id, kind, subject`;
    const opened = seen.filter((one) => one.opened).map(({ id, kind, subject }) => ({ id, kind, subject }));
    if (options.notify) {
      for (const [event, changes] of [
        ["opened", opened],
        ["resolved", closed],
      ] as const)
        if (changes.length > 0)
          await tx`
            insert into alert_notifications (alert_id, event, payload)
            select id, ${event}, jsonb_build_object('event', ${event}::text, 'alert', id, 'kind', kind, 'subject', subject,
              'severity', severity, 'message', message, 'evidence', evidence, 'openedAt', opened_at, 'at', now())
            from alerts where id = any (${changes.map((one) => one.id.toString())}::int8[])
              and (silenced_until is null or silenced_until < now())
            order by id`;
    }
    return { opened, closed: [...closed] };
  });
}
