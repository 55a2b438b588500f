import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "@/runtime/log";
import { type SupervisedChild, supervise } from "../processes";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const NEXT = path.join(ROOT, "node_modules", "next", "dist", "bin", "next");
const READY_MS = 60_000;

/** Starts the built web app on loopback and waits until it answers. */
export async function startWeb(options: {
  port: number;
  databaseUrl: string;
  databaseSocket: string | undefined;
  logDir: string;
  log: Log;
  signal: AbortSignal;
}): Promise<SupervisedChild & { url: string }> {
  const url = `http://127.0.0.1:${options.port}`;
  const child = supervise({
    name: "web",
    args: [NEXT, "start", "-H", "127.0.0.1", "-p", String(options.port)],
    env: {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      K2_DATABASE_URL: options.databaseUrl,
      K2_DATABASE_SOCKET: options.databaseSocket,
      K2_PORT: String(options.port),
    },
    logDir: options.logDir,
    log: options.log,
  });
  const deadline = Date.now() + READY_MS;
  while (!(await answers(`${url}/healthz`))) {
    if (Date.now() > deadline) {
      await child.stop();
      throw new Error(
        `the web app did not answer at ${url} within ${READY_MS / 1000} s: see ${options.logDir}/web.log`,
      );
    }
    await wait(100, undefined, { signal: options.signal });
  }
  return { ...child, url };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
