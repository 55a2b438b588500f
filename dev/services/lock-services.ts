import path from "node:path";
import { acquireLock } from "@/dev/bootstrap/lock.mjs";
import type { Log } from "@/runtime/log";

/** The lock of a data folder, held while its services are started, stopped or deleted. Resolves with its release. */
export function lockServices(dataDir: string, log: Log): Promise<() => Promise<void>> {
  return acquireLock(path.join(dataDir, "services.lock"), {
    onWait: (pid) => log.info({ pid }, "waiting for another process that starts or stops the services"),
  });
}
