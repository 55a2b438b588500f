import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { childEnv } from "@/runtime/env";

const root = path.resolve(import.meta.dirname, "..", "..", "..");
const ref = z.object({ pid: z.number(), started: z.string() });
const state = z.object({
  postgres: z.object({ process: ref }).optional(),
  kafka: z.object({ process: ref }).optional(),
});

/** A running `services` command, as a person would have it in a terminal. */
export type ServicesCommand = { child: ChildProcess; databaseUrl: string; broker: string };

/** Starts the command on a data folder and waits for its `ready`; rejects with what it said where it ends first. */
export async function startServicesCommand(dataDir: string): Promise<ServicesCommand> {
  const { PATH, HOME } = childEnv({});
  const child = spawn(process.execPath, ["--import", "tsx", "dev/services/main.ts", "--data-dir", dataDir], {
    cwd: root,
    env: { NODE_ENV: "test", PATH, HOME },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  child.stdout.setEncoding("utf8");
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text: string) => {
      out += text;
      if (/^ready$/m.test(out)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`services ended with ${code}: ${err}`)));
  });
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(out)?.[1] ?? "";
  return { child, databaseUrl: value("K2_DATABASE_URL"), broker: value("K2_KAFKA_BROKERS") };
}

/** Sends the signal and resolves with the exit code (null where the signal itself ended it). */
export async function endCommand({ child }: ServicesCommand, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(child, "exit");
  child.kill(signal);
  const [code] = await gone;
  return typeof code === "number" ? code : null;
}

/** The processes that services.json of the folder names. */
export async function recordedProcesses(dataDir: string): Promise<{ pid: number; started: string }[]> {
  const { postgres, kafka } = state.parse(
    JSON.parse(await readFile(path.join(dataDir, "services.json"), "utf8")),
  );
  return [postgres?.process, kafka?.process].filter((each) => each !== undefined);
}
