import type { Query } from "../../client";

/** Goes back to a letter's own value; the edit stays in the record. @returns false where none counted */
export async function withdrawEdit(sql: Query, letterId: string, actor: string): Promise<boolean> {
  const withdrawn = await sql`
    with letter as (
      select id, edit_id from dead_letters
      where id = ${letterId}::int8 and edit_id is not null and state = 'failed' for update
    ), gone as (
      update dead_letter_edits e set withdrawn_at = now(), withdrawn_by = ${actor}
      from letter where e.id = letter.edit_id
    )
    update dead_letters d set edit_id = null, updated_at = now() from letter where d.id = letter.id`;
  return withdrawn.count === 1;
}
