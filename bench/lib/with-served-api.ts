import { handleTrpc } from "@/server/http/handle-trpc";
import { serveApi } from "@/server/testing/serve-api";
import type { BenchDatabase } from "./database";
import { withApi } from "./with-api";

/**
 * Runs `work` with the address of the console's API over a suite's database: the handler, the pool and the statement
 * timeout of the web process, on loopback in this process, without Next's server around it.
 */
export function withServedApi<Result>(
  database: BenchDatabase,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  return withApi(database, async () => {
    const api = await serveApi({ "/api/trpc": handleTrpc });
    try {
      return await work(api.url);
    } finally {
      await api.close();
    }
  });
}
