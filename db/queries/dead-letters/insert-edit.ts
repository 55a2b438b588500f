import type { Query } from "../../client";

/**
 * Keeps what somebody would send in place of a letter's value, and makes it the one that counts. The letter's own
 * value never changes. @returns the edit's id; undefined where the letter does not wait any more
 */
export async function insertEdit(
  sql: Query,
  edit: { letterId: string; value: Buffer; author: string; reason: string },
): Promise<bigint | undefined> {
  const [row] = await sql<{ id: bigint }[]>`
    with made as (
      insert into dead_letter_edits (letter_id, value, author, reason)
      select id, ${edit.value}, ${edit.author}, ${edit.reason} from dead_letters
      where id = ${edit.letterId}::int8 and state = 'failed' for update
      returning id, letter_id
    )
    update dead_letters d set edit_id = made.id, updated_at = now() from made where d.id = made.letter_id
    returning made.id`;
  return row?.id;
}
