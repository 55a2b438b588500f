import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { expect, test } from "vitest";
import { startPostgres } from "./postgres";
import { postgresUser, SHARED_FOLDER } from "./postgres-binaries";
import { resetServices } from "./reset";

const log = pino({ level: "silent" });

test.skipIf(postgresUser() === undefined)("as root, under a folder that only root may enter", async () => {
  // mkdtemp makes folders that are closed to others; the data folder lies inside one.
  const closed = await mkdtemp(path.join(os.tmpdir(), "k2-closed-"));
  const dataDir = path.join(closed, "data");
  const umask = process.umask(0o077);
  try {
    const first = await startPostgres({ dataDir, log, unsafe: true });
    await first.stop();
    const place = (await readFile(path.join(dataDir, "postgres-folder"), "utf8")).trim();
    expect(place.startsWith(`${SHARED_FOLDER}/data-`)).toBe(true);

    const again = await startPostgres({ dataDir, log, unsafe: true });
    await again.stop();
    expect((await readFile(path.join(dataDir, "postgres-folder"), "utf8")).trim()).toBe(place);
    await resetServices(dataDir, log);
    expect(existsSync(path.join(place, "data"))).toBe(false);
  } finally {
    process.umask(umask);
    await rm(closed, { recursive: true, force: true });
  }
});
