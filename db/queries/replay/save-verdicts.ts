import type { Verdict } from "@/domain/dead-letter/replay-plan";
import type { Query } from "../../client";

/** What the proof says of one letter. */
export interface ItemVerdict {
  letterId: bigint;
  verdict: Verdict;
  stored: number;
  duplicates: number;
  filledGaps: readonly bigint[];
  error: { code: string; message: string; path: string | null; fingerprint: string } | null;
  /** what a patch made of the value; null where there is none */
  value: Buffer | null;
}

const clean = (text: string | null | undefined) =>
  text?.replaceAll("\u0000", "\uFFFD").toWellFormed() ?? null;

export async function saveVerdicts(
  sql: Query,
  jobId: bigint,
  verdicts: readonly ItemVerdict[],
): Promise<void> {
  const document = verdicts.map((one) => ({
    letter_id: String(one.letterId),
    verdict: one.verdict,
    stored: one.stored,
    duplicates: one.duplicates,
    filled_gaps: one.filledGaps.map(String),
    code: one.error?.code ?? null,
    message: clean(one.error?.message),
    path: clean(one.error?.path),
    fingerprint: one.error?.fingerprint ?? null,
    value: one.value === null ? null : `\\x${one.value.toString("hex")}`,
  }));
  await sql`
    update replay_items i set verdict = v.verdict, stored = v.stored, duplicates = v.duplicates,
      filled_gaps = v.filled_gaps, code = v.code, message = v.message, path = v.path, fingerprint = v.fingerprint,
      value = v.value
    from jsonb_populate_recordset(null::replay_items, ${JSON.stringify(document)}::text::jsonb) v
    where i.job_id = ${jobId} and i.letter_id = v.letter_id and i.state = 'planned'`;
  await sql`
    update replay_jobs set proved = proved + ${verdicts.length}, updated_at = now() where id = ${jobId}`;
}
