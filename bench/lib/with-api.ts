import { assignEnv } from "@/runtime/env";
import { database as webDatabase } from "@/server/database";
import { createCaller } from "@/server/trpc/root";
import type { BenchDatabase } from "./database";

export type Caller = ReturnType<typeof createCaller>;

/** Runs `work` with the console's API over a suite's database, with the pool that the web process has. */
export async function withApi<T>(database: BenchDatabase, work: (caller: Caller) => Promise<T>): Promise<T> {
  const putBack = assignEnv({ K2_DATABASE_URL: database.url, K2_DATABASE_SOCKET: database.socketDir });
  const pool = webDatabase();
  try {
    return await work(
      createCaller({ actor: { name: "bench", role: "viewer" }, origin: "api", requestId: "bench" }),
    );
  } finally {
    await pool.end({ timeout: 5 });
    Reflect.deleteProperty(globalThis, Symbol.for("k2.web-database"));
    putBack();
  }
}
