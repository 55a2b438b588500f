import type { Query } from "@/db/client";
import { databaseNow } from "@/db/queries/alerts/read-facts";

const PATIENCE_MS = 1_000;

/** Why the database does not serve; null where it answers in time. */
export async function databaseAnswers(sql: Query): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`the database did not answer within ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      );
    });
    await Promise.race([databaseNow(sql), late]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
