import { hostname } from "node:os";
import type { Sql } from "@/db/client";
import { beat, endBeat } from "@/db/queries/operations/beat";
import type { Log } from "@/runtime/log";

const EVERY_MS = 2_000;

/** Tells the console that this worker lives, until `stop`. A database that is away is passed over: the next beat comes. */
export function startHeartbeat(options: {
  sql: Sql;
  workerId: string;
  roles: string[];
  build: string;
  log: Log;
  detail: () => Record<string, unknown>;
}): { stop(): Promise<void> } {
  const startedAt = new Date().toISOString();
  let running: Promise<void> | undefined;
  const send = async () => {
    await beat(options.sql, {
      workerId: options.workerId,
      roles: options.roles,
      host: hostname(),
      pid: process.pid,
      build: options.build,
      startedAt,
      memoryBytes: process.memoryUsage().rss,
      detail: options.detail(),
    });
  };
  const tick = () => {
    running ??= send()
      .catch((error) => options.log.debug({ err: error }, "heartbeat not stored"))
      .finally(() => {
        running = undefined;
      });
  };
  tick();
  const timer = setInterval(tick, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
      await endBeat(options.sql, options.workerId).catch(() => undefined);
    },
  };
}
