import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Log } from "@/runtime/log";
import { type RunAs, SHARED_FOLDER } from "./postgres-binaries";
import { stopPostgresIn } from "./postgres-process";

/** The kernel's limit of a socket path, with room for `/.s.PGSQL.65535`. */
const MAX_SOCKET_FOLDER = 107 - "/.s.PGSQL.65535".length;

/** Eight hex digits that stand for a data folder. */
function shortHash(dataDir: string): string {
  return createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 8);
}

/**
 * The folder that holds the cluster: `<dataDir>/postgres`, or, where `user` cannot reach that, one under
 * /var/lib/k2-console. The choice is kept in `<dataDir>/postgres-folder`, so that it never changes under the data.
 */
export async function clusterFolder(dataDir: string, user: RunAs, log: Log): Promise<string> {
  const own = path.join(path.resolve(dataDir), "postgres");
  await mkdir(dataDir, { recursive: true });
  if (user === undefined) return prepare(own, user);
  const note = path.join(dataDir, "postgres-folder");
  const kept = await readFile(note, "utf8").catch(() => undefined);
  if (kept !== undefined) return prepare(kept.trim(), user);
  // Our own folder may have come out closed under a strict umask; passing through it shows nothing.
  const mode = 0o711;
  await chmod(dataDir, mode);
  await prepare(own, user);
  const chosen = isWritable(own, user) ? own : await newSharedFolder(dataDir, user, log);
  await writeFile(note, `${chosen}\n`);
  return chosen;
}

/** A place of its own each time: a data folder that was deleted and made again must not find its old rows. */
async function newSharedFolder(dataDir: string, user: RunAs, log: Log): Promise<string> {
  const prefix = `data-${shortHash(dataDir)}-`;
  await mkdir(SHARED_FOLDER, { recursive: true });
  await chmod(SHARED_FOLDER, 0o755);
  for (const name of await readdir(SHARED_FOLDER)) {
    if (!name.startsWith(prefix)) continue;
    const earlier = path.join(SHARED_FOLDER, name);
    await stopPostgresIn(path.join(earlier, "data"), log);
    await rm(earlier, { recursive: true, force: true });
  }
  const folder = path.join(SHARED_FOLDER, `${prefix}${randomBytes(4).toString("hex")}`);
  return prepare(folder, user);
}

/** The places a data folder's socket may be in, the preferred one first. */
export function socketFolders(dataDir: string): string[] {
  const name = `k2-${shortHash(dataDir)}`;
  return [path.join(os.tmpdir(), name), path.join("/tmp", name)];
}

/** A short folder for the unix socket, which `user` may write to. */
export async function socketFolder(dataDir: string, user: RunAs): Promise<string> {
  const [preferred = "", fallback = ""] = socketFolders(dataDir);
  await prepare(preferred, user);
  const usable = preferred.length <= MAX_SOCKET_FOLDER && isWritable(preferred, user);
  return usable ? preferred : prepare(fallback, user);
}

async function prepare(folder: string, user: RunAs): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  return folder;
}

function isWritable(folder: string, user: RunAs): boolean {
  return spawnSync("test", ["-w", folder], { ...user, cwd: "/" }).status === 0;
}
