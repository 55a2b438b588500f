import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** What somebody would send in place of a letter's value. */
export interface LetterEdit {
  id: bigint;
  author: string;
  reason: string;
  createdAt: Micros;
  withdrawnAt: Micros | null;
  withdrawnBy: string | null;
  value: Buffer;
}

/** The edits of a letter, the newest first. */
export function listEdits(sql: Query, letterId: string): Promise<LetterEdit[]> {
  return sql<LetterEdit[]>`
    select id, author, reason, (extract(epoch from created_at) * 1000000)::float8 as "createdAt",
      (extract(epoch from withdrawn_at) * 1000000)::float8 as "withdrawnAt", withdrawn_by as "withdrawnBy", value
    from dead_letter_edits where letter_id = ${letterId}::int8
    order by id desc limit 20`;
}
