import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "@/dev/bootstrap/process.mjs";
import type { Log } from "@/runtime/log";
import { stopLeftOverKafka } from "./kafka";
import { lockServices } from "./lock-services";
import { stopLeftOverPostgres } from "./postgres";
import { SHARED_FOLDER } from "./postgres-binaries";
import { socketFolders } from "./postgres-folders";
import { readState, writeState } from "./state";

/**
 * Deletes the databases and topics of a data folder (nothing else in it), so that the next start begins empty; the
 * ports stay. Rejects where a live process still uses the services.
 */
export async function resetServices(dataDir: string, log: Log): Promise<void> {
  const folder = path.resolve(dataDir);
  const release = await lockServices(folder, log);
  try {
    const { ports, postgres, kafka } = await readState(folder);
    for (const service of [postgres, kafka]) {
      if (service && isAlive(service.owner)) {
        throw new Error(`process ${service.owner.pid} uses the services in ${folder}: stop it first`);
      }
    }
    await Promise.all([stopLeftOverPostgres(folder, log), stopLeftOverKafka(folder, log)]);
    await writeState(folder, { ports });
    for (const each of [...(await clusterFolders(folder)), ...socketFolders(folder)])
      await rm(each, { recursive: true, force: true });
    await rm(path.join(folder, "kafka"), { recursive: true, force: true });
  } finally {
    await release();
  }
}

/** The cluster's place, which is not under the data folder where Postgres's user cannot enter that. */
async function clusterFolders(dataDir: string): Promise<string[]> {
  const own = path.join(dataDir, "postgres");
  const noted = (await readFile(path.join(dataDir, "postgres-folder"), "utf8").catch(() => "")).trim();
  return noted.startsWith(`${SHARED_FOLDER}/data-`) ? [own, noted] : [own];
}
