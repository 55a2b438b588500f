import { database } from "@/server/database";
import { serviceErrorOf } from "@/server/service-error-of";

export type Readiness = { ready: true } | { ready: false; reason: string };

const PATIENCE_MS = 1_000;

/** Whether this process can answer for its pages: the database answers, and has our tables. */
export async function checkReadiness(): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(Object.assign(new Error("late"), { code: "ETIMEDOUT" })), PATIENCE_MS);
    });
    await Promise.race([database()`select 1 from partition_positions limit 1`, late]);
    return { ready: true };
  } catch (error) {
    return { ready: false, reason: serviceErrorOf(error)?.message ?? "The database refuses the question." };
  } finally {
    clearTimeout(timer);
  }
}
