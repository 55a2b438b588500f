import { connect } from "@/db/client";
import { readRow } from "./read-row";
import type { Way } from "./way";

/** kafkajs as its documentation begins: `eachMessage`, and an INSERT a row. No candles, no gaps, no ledger. */
export const eachMessage: Way = async (input) => {
  const sql = connect({
    url: input.databaseUrl,
    socketDir: input.databaseSocket,
    max: 1,
    applicationName: "bench-each-message",
  });
  const consumer = input.kafka.consumer({ groupId: input.groupId });
  await consumer.connect();
  await consumer.subscribe({ topics: [input.topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      const fetchedAt = Date.now();
      await sql`insert into trades ${sql({ ...readRow(message.value, message.offset, partition) })}
        on conflict do nothing`;
      input.onCommitted(1, fetchedAt);
    },
  });
  return async () => {
    await consumer.disconnect();
    await sql.end({ timeout: 5 });
  };
};
