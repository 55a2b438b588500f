import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pickPort } from "@/dev/services/ports";
import { buildWeb } from "@/dev/web/build-web";
import { startWeb } from "@/dev/web/start-web";
import type { BenchContext } from "./context";

/** The built console in a process of its own, over a database of the suite's; built before where it is not. */
export async function withConsole<Result>(
  context: BenchContext,
  databaseUrl: string,
  work: (console: { url: string; pid: () => number | undefined }) => Promise<Result>,
): Promise<Result> {
  const { log, signal, databaseSocket } = context;
  if (await buildWeb(log, { signal })) context.say("the console was built");
  const logDir = await mkdtemp(path.join(os.tmpdir(), "k2-bench-web-"));
  try {
    const port = await pickPort();
    const web = await startWeb({ port, databaseUrl, databaseSocket, logDir, log, signal });
    try {
      return await work({ url: web.url, pid: web.pid });
    } finally {
      await web.stop();
    }
  } finally {
    await rm(logDir, { recursive: true, force: true });
  }
}
