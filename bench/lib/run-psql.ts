import { spawn } from "node:child_process";
import { once } from "node:events";
import { childEnv } from "@/runtime/env";
import type { BenchContext } from "./context";

/** Runs one command with psql. `options`: settings of its session. @throws where it fails, with what it said */
export async function runPsql(
  context: BenchContext,
  url: string,
  psql: string,
  command: string,
  options = "",
): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const child = spawn(psql, ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command", command], {
    env: childEnv({
      PGHOST: context.databaseSocket ?? hostname,
      PGPORT: port || "5432",
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: password === "" ? undefined : decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
      PGOPTIONS: options,
    }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`psql failed (${code}): ${errors.trim()}`);
}
