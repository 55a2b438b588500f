import type { DeadLetterStage } from "@/domain/trade/decode-error";
import type { Transaction } from "../../client";

/** What a replayed record came to, as ingest found when it stored the batch that holds it. */
export interface Settlement {
  letterId: bigint;
  token: string;
  attempt: number;
  partition: number;
  offset: number;
  outcome: "stored" | "duplicate" | "ignored" | "failed";
  stored: number;
  duplicates: number;
  filledGaps: readonly bigint[];
  /** why it failed again */
  error: {
    stage: DeadLetterStage;
    code: string;
    message: string;
    path: string | null;
    badValue: string | null;
    decoder: string;
    fingerprint: string;
  } | null;
  build: string;
}

/**
 * Settles letters in the transaction that stores their trades: resolved, or failed again with the new error. A record
 * that Kafka took twice settles nothing the second time.
 * @returns the offsets that a job of ours sent: such a record has its letter already, and gets no second one
 */
export async function settleReplays(tx: Transaction, found: readonly Settlement[]): Promise<Set<number>> {
  // Items before letters, both by letter: whoever changes them takes this order, so that nobody deadlocks.
  const items = await tx<{ job_id: bigint; letter_id: bigint; ord: bigint; settled: boolean }[]>`
    select i.job_id, i.letter_id, u.ord, i.state = 'settled' as settled
    from unnest(${found.map((one) => String(one.letterId))}::int8[], ${found.map((one) => one.token)}::text[],
      ${found.map((one) => one.attempt)}::int4[]) with ordinality as u (letter_id, token, attempt, ord)
    join replay_jobs j on j.token = u.token
    join replay_items i on i.job_id = j.id and i.letter_id = u.letter_id and i.attempt = u.attempt
    order by i.letter_id, u.ord
    for update of i`;
  const ours = new Set<number>();
  const fresh = new Map<bigint, { jobId: bigint; settlement: Settlement }>();
  for (const item of items) {
    const settlement = found[Number(item.ord) - 1];
    if (settlement === undefined) continue;
    ours.add(settlement.offset);
    if (!item.settled && !fresh.has(item.letter_id))
      fresh.set(item.letter_id, { jobId: item.job_id, settlement });
  }
  if (fresh.size > 0) await settle(tx, [...fresh.values()]);
  return ours;
}

/** Postgres text holds no NUL, and a lone surrogate is no UTF-8. */
const clean = (text: string | null | undefined) =>
  text?.replaceAll("\u0000", "\uFFFD").toWellFormed() ?? null;

async function settle(
  tx: Transaction,
  fresh: readonly { jobId: bigint; settlement: Settlement }[],
): Promise<void> {
  const rows = fresh.map(({ jobId, settlement: one }) => ({
    job_id: String(jobId),
    letter_id: String(one.letterId),
    attempt: one.attempt,
    partition: one.partition,
    source_offset: one.offset,
    outcome: one.outcome,
    stored: one.stored,
    duplicates: one.duplicates,
    filled_gaps: one.filledGaps.map(String),
    stage: one.error?.stage ?? null,
    code: one.error?.code ?? null,
    message: clean(one.error?.message),
    path: clean(one.error?.path),
    bad_value: clean(one.error?.badValue),
    decoder: one.error?.decoder ?? null,
    fingerprint: one.error?.fingerprint ?? null,
    build: one.build,
  }));
  // One document, read three times: its rows have a list of gaps each, which arrays of columns cannot carry.
  const document = JSON.stringify(rows);
  await tx`
    insert into dead_letter_attempts (letter_id, attempt, at, outcome, partition, source_offset, stage, code, message,
      path, bad_value, decoder, fingerprint, build)
    select d.id, d.attempts, d.created_at, 'failed', d.partition, d.source_offset, d.stage, d.code, d.message, d.path,
      d.bad_value, d.decoder, d.fingerprint, d.build
    from dead_letters d where d.id = any (${rows.map((row) => row.letter_id)}::int8[]) and d.attempts = 1
    on conflict do nothing`;
  await tx`
    insert into dead_letter_attempts (letter_id, attempt, job_id, outcome, partition, source_offset, stored, duplicates,
      filled_gaps, stage, code, message, path, bad_value, decoder, fingerprint, build)
    select letter_id, attempt, job_id, outcome, partition, source_offset, stored, duplicates, filled_gaps, stage, code,
      message, path, bad_value, decoder, fingerprint, build
    from jsonb_populate_recordset(null::dead_letter_attempts, ${document}::text::jsonb)
    on conflict do nothing`;
  await tx`
    update replay_items i set
      state = 'settled', outcome = r.outcome, sent_partition = r.partition, sent_offset = r.source_offset,
      settled_at = now()
    from jsonb_populate_recordset(null::dead_letter_attempts, ${document}::text::jsonb) r
    where i.job_id = r.job_id and i.letter_id = r.letter_id`;
  await tx`
    update dead_letters d set
      state = case when r.outcome = 'failed' then 'failed' else 'resolved' end,
      attempts = r.attempt,
      job_id = null,
      stage = coalesce(r.stage, d.stage),
      code = coalesce(r.code, d.code),
      message = coalesce(r.message, d.message),
      path = case when r.outcome = 'failed' then r.path else d.path end,
      bad_value = case when r.outcome = 'failed' then r.bad_value else d.bad_value end,
      decoder = coalesce(r.decoder, d.decoder),
      fingerprint = coalesce(r.fingerprint, d.fingerprint),
      build = r.build,
      updated_at = now()
    from jsonb_populate_recordset(null::dead_letter_attempts, ${document}::text::jsonb) r
    where d.id = r.letter_id and d.attempts < r.attempt`;
}
