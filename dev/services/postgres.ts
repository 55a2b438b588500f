import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import type { Log } from "@/runtime/log";
import { pickPort } from "./ports";
import { postgresBinaries, postgresUser, type RunAs } from "./postgres-binaries";
import { clusterFolder, socketFolder } from "./postgres-folders";
import { POSTGRES_STOP_STEPS, readPostmasterPid, stopPostgresIn } from "./postgres-process";
import { postgresSettings } from "./postgres-settings";
import { bareEnv, type ServiceHandle, ServiceProcess } from "./service-process";

/** What `startPostgres` needs to know. */
export type PostgresOptions = {
  dataDir: string;
  log: Log;
  /** Taken where it is free; else another. */
  port?: number;
  /** Without fsync: faster, and a crash of the machine loses data. For tests only. */
  unsafe?: boolean;
};

/** A running Postgres that this process started. */
export interface PostgresHandle extends ServiceHandle {
  readonly port: number;
  /** TCP, database `k2`. */
  readonly databaseUrl: string;
  /** The folder with its unix socket, for `connect({ socketDir })` and K2_DATABASE_SOCKET. */
  readonly databaseSocket: string;
}

const DATABASE = "k2";
const USER = "postgres";
const READY_WITHIN_MS = 60_000; // recovery after a crash takes its time

/** The URL of the cluster on this port. */
export function postgresUrl(port: number): string {
  return `postgres://${USER}@127.0.0.1:${port}/${DATABASE}`;
}

/**
 * Starts the Postgres of a data folder, making the cluster on the first call. One that a killed owner left
 * running on the same folder is stopped first. The caller holds the folder's lock, or knows that it is alone.
 * Rejects, naming the log, where the server does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresHandle> {
  const user = postgresUser();
  const native = await postgresBinaries(user);
  const folder = await clusterFolder(options.dataDir, user, options.log);
  const data = path.join(folder, "data");
  await stopPostgresIn(data, options.log);
  const isNew = !existsSync(data);
  if (isNew) await makeCluster(native, folder, user, options);
  const port = await pickPort(options.port);
  const socket = await socketFolder(options.dataDir, user);
  const settings = {
    ...postgresSettings({ unsafe: options.unsafe ?? false }),
    listen_addresses: "127.0.0.1",
  };
  const args = ["-D", data, "-p", String(port), "-k", socket];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  const service = new ServiceProcess({
    name: "Postgres",
    log: options.log,
    logFile: path.join(options.dataDir, "logs", "postgres.log"),
    command: () => ({ file: path.join(native, "bin", "postgres"), args, ...surroundings(user) }),
    isReady: (pid) => isReady(data, pid),
    readyWithinMs: READY_WITHIN_MS,
    stopSteps: POSTGRES_STOP_STEPS,
  });
  await service.start();
  const databaseUrl = postgresUrl(port);
  await ensureDatabase(databaseUrl);
  return Object.assign(service, { port, databaseUrl, databaseSocket: socket });
}

async function makeCluster(
  native: string,
  folder: string,
  user: RunAs,
  options: PostgresOptions,
): Promise<void> {
  options.log.info({ folder }, "making a new Postgres cluster");
  const draft = path.join(folder, "data.part");
  await rm(draft, { recursive: true, force: true });
  const auth = ["--auth=trust", `--username=${USER}`];
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const args = ["-D", draft, ...auth, ...locale, ...(options.unsafe ? ["--no-sync"] : [])];
  await runInitdb(path.join(native, "bin", "initdb"), args, user);
  // Renamed when whole: a start that was cut short begins anew.
  await rename(draft, path.join(folder, "data"));
}

function runInitdb(file: string, args: string[], user: RunAs): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...surroundings(user), stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const keep = (text: string) => {
      said += text;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed (exit code ${code}):\n${said.trim()}`)),
    );
  });
}

/** Its user may not be able to enter the folder we are in. */
function surroundings(user: RunAs): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  return { cwd: "/", env: bareEnv(), ...user };
}

/** Stops a Postgres that a killed owner left running on this data folder, if there is one. */
export async function stopLeftOverPostgres(dataDir: string, log: Log): Promise<void> {
  await stopPostgresIn(path.join(await clusterFolder(dataDir, postgresUser(), log), "data"), log);
}

// The file's eighth line is what pg_ctl waits for, too.
async function isReady(data: string, pid: number): Promise<boolean> {
  const lines = await readPostmasterPid(data);
  return lines[0] === String(pid) && lines[7]?.trim() === "ready";
}

async function ensureDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  url.pathname = "/postgres";
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
