import type { ReportedLetter } from "@/domain/dead-letter/connect-headers";
import type { HeaderPairs } from "@/domain/dead-letter/header-pairs";
import type { Query } from "../../client";

export interface OutboxLetter extends ReportedLetter {
  id: bigint;
  key: Buffer | null;
  value: Buffer | null;
  headers: HeaderPairs;
}

/** The oldest letters that were not published yet: at most `limit`, and at most `maxBytes` beside the first. */
export function listUnpublished(sql: Query, limit: number, maxBytes: number): Promise<OutboxLetter[]> {
  return sql<OutboxLetter[]>`
    select d.id, d.topic, d.partition, d.source_offset as "sourceOffset", d.stage, d.code, d.message, d.path,
      d.bad_value as "badValue", d.decoder, d.key, d.value, d.headers
    from (
      select id, sum(coalesce(octet_length(value), 0)) over (order by id) - coalesce(octet_length(value), 0) as before
      from (select id, value from dead_letters where published_at is null order by id limit ${limit}) oldest
    ) o
    join dead_letters d using (id)
    where o.before <= ${maxBytes}
    order by d.id`;
}
