import { connect, type Sql } from "@/db/client";
import type { EachBatchPayload } from "@/workers/kafka/types";
import { readRow, type SimpleRow } from "./read-row";
import type { Way } from "./way";

/** Postgres takes 65,534 parameters a statement, and a row has 11. */
const ROWS_A_STATEMENT = 5_000;

/** `eachBatch` and a multi-row INSERT … VALUES … ON CONFLICT. No candles, no gaps, no ledger. */
export const eachBatchValues = eachBatch(async (sql, rows) => {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const some = rows.slice(at, at + ROWS_A_STATEMENT).map((row) => ({ ...row }));
    await sql`insert into trades ${sql(some)} on conflict (instrument_id, time, trade_id) do nothing`;
  }
});

/** The same with arrays and `unnest`, the fastest multi-row INSERT there is. */
export const eachBatchUnnest = eachBatch(async (sql, rows) => {
  await sql`
    insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side,
      price, quantity, trade_id)
    select * from unnest(${rows.map((row) => row.time)}::timestamptz[], ${rows.map((row) => row.source_offset)}::int8[],
      ${rows.map((row) => row.sequence)}::int8[], ${rows.map((row) => row.ingested_at)}::timestamptz[],
      ${rows.map((row) => row.instrument_id)}::int4[], ${rows.map((row) => row.source_id)}::int4[],
      ${rows.map((row) => row.frame_index)}::int2[], ${rows.map((row) => row.side)}::int2[],
      ${rows.map((row) => row.price)}::numeric[], ${rows.map((row) => row.quantity)}::numeric[],
      ${rows.map((row) => row.trade_id)}::text[])
    on conflict (instrument_id, time, trade_id) do nothing`;
});

function eachBatch(insert: (sql: Sql, rows: SimpleRow[]) => Promise<void>): Way {
  return async (input) => {
    const sql = connect({
      url: input.databaseUrl,
      socketDir: input.databaseSocket,
      max: 1,
      applicationName: "bench-each-batch",
    });
    const consumer = input.kafka.consumer({ groupId: input.groupId });
    await consumer.connect();
    await consumer.subscribe({ topics: [input.topic], fromBeginning: true });
    await consumer.run({
      eachBatch: async ({ batch }: EachBatchPayload) => {
        const fetchedAt = Date.now();
        await insert(
          sql,
          batch.messages.map((message) => readRow(message.value, message.offset, batch.partition)),
        );
        input.onCommitted(batch.messages.length, fetchedAt);
      },
    });
    return async () => {
      await consumer.disconnect();
      await sql.end({ timeout: 5 });
    };
  };
}
