import type { HeaderPairs } from "@/domain/dead-letter/header-pairs";
import type { ReplaySelection } from "@/domain/dead-letter/letter-filter";
import type { Query } from "../../client";
import { letterConditions } from "./letter-conditions";

/** A letter of a selection with its bytes, to try a patch on. */
export interface LetterSample {
  id: bigint;
  topic: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: HeaderPairs;
  path: string | null;
  decoderState: unknown;
}

const MAX_BYTES = 200_000;

/** The newest waiting letters of a selection, small ones only. */
export function listSamples(sql: Query, selection: ReplaySelection, limit: number): Promise<LetterSample[]> {
  const chosen =
    selection.kind === "ids"
      ? sql`and d.id = any (${selection.ids}::int8[])`
      : letterConditions(sql, selection.filter);
  return sql<LetterSample[]>`
    select d.id, d.topic, d.key, coalesce(e.value, d.value) as value, d.headers, d.path,
      p.decoder_state as "decoderState"
    from dead_letters d
    left join dead_letter_edits e on e.id = d.edit_id
    left join partition_positions p on p.topic = d.topic and p.partition = d.partition
    where d.state = 'failed' and coalesce(octet_length(d.value), 0) <= ${MAX_BYTES} ${chosen}
    order by d.created_at desc, d.id desc limit ${limit}`;
}
