import type { Verdict } from "@/domain/dead-letter/replay-plan";
import type { Sql } from "../../client";

/** A planned letter that a job is about to hold. */
export interface PlannedItem {
  letterId: bigint;
  verdict: Verdict | null;
  code: string | null;
  message: string | null;
  proofFingerprint: string | null;
  letterFingerprint: string;
  letterBuild: string;
}

/**
 * Takes the next planned letters of a job for it alone. `decide` says which are not to be sent, and why. A letter that
 * changed since the proof, or that another job holds, is skipped with the reason: the compare-and-set on its state is
 * what lets no two jobs send it.
 * @returns how many items were looked at; 0 once all are decided
 */
export function holdLetters(
  sql: Sql,
  jobId: bigint,
  limit: number,
  decide: (item: PlannedItem) => string | null,
): Promise<number> {
  return sql.begin(async (tx) => {
    const items = await tx<PlannedItem[]>`
      select i.letter_id as "letterId", i.verdict, i.code, i.message, i.fingerprint as "proofFingerprint",
        d.fingerprint as "letterFingerprint", d.build as "letterBuild"
      from replay_items i join dead_letters d on d.id = i.letter_id
      where i.job_id = ${jobId} and i.state = 'planned'
      order by i.letter_id limit ${limit}
      for update of i`;
    if (items.length === 0) return 0;
    const notes = items.map(decide);
    const wanted = items.filter((_, i) => notes[i] === null).map((one) => String(one.letterId));
    // Locked in order first: an update by join may visit rows in any order, and two jobs would deadlock.
    await tx`select id from dead_letters where id = any (${wanted}::int8[]) order by id for update`;
    const held = await tx<{ id: bigint }[]>`
      update dead_letters d set state = 'replaying', job_id = ${jobId}, updated_at = now()
      from replay_items i
      where i.job_id = ${jobId} and i.letter_id = d.id and d.id = any (${wanted}::int8[])
        and d.state = 'failed' and d.attempts + 1 = i.attempt and d.edit_id is not distinct from i.edit_id
      returning d.id`;
    const isHeld = new Set(held.map((row) => row.id));
    await tx`
      update replay_items set state = 'held'
      where job_id = ${jobId} and letter_id = any (${held.map((row) => String(row.id))}::int8[])`;
    const refused = items.flatMap((one, i) =>
      isHeld.has(one.letterId) ? [] : [{ letterId: one.letterId, note: notes[i] ?? null }],
    );
    await tx`
      update replay_items i set state = 'skipped', note = coalesce(s.note, case
        when d.state = 'resolved' then 'It was resolved meanwhile.'
        when d.state = 'discarded' then 'It was discarded meanwhile.'
        when d.job_id is not null then 'Job ' || d.job_id || ' holds it.'
        else 'It changed since the proof.' end)
      from unnest(${refused.map((one) => String(one.letterId))}::int8[], ${refused.map((one) => one.note)}::text[])
        as s (letter_id, note)
      join dead_letters d on d.id = s.letter_id
      where i.job_id = ${jobId} and i.letter_id = s.letter_id`;
    return items.length;
  });
}
