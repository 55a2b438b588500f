import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { childEnv } from "@/runtime/env";
import type { Log } from "@/runtime/log";

const PARENT_WATCH = fileURLToPath(new URL("./bootstrap/parent-watch.mjs", import.meta.url));
const ROOT = path.resolve(import.meta.dirname, "..");
const STOP_MS = 20_000;
const FIRST_RESTART_MS = 500;

export interface ChildSpec {
  name: string;
  /** what Node runs: a file of ours, or a package's script, and its arguments */
  args: readonly string[];
  env: Record<string, string | undefined>;
  /** where its output goes, one file a child */
  logDir: string;
  log: Log;
}

export interface SupervisedChild {
  pid(): number | undefined;
  stop(): Promise<void>;
}

/**
 * Runs a Node process and starts it again should it die by itself. It ends with us, even where we are killed: its
 * channel to us closes, and it then stops.
 */
export function supervise(spec: ChildSpec): SupervisedChild {
  mkdirSync(spec.logDir, { recursive: true });
  let child: ChildProcess;
  let stopping = false;
  let restarts = 0;
  const start = (): ChildProcess => {
    const output = createWriteStream(path.join(spec.logDir, `${spec.name}.log`), { flags: "a" });
    const started = spawn(process.execPath, ["--import", PARENT_WATCH, "--import", "tsx", ...spec.args], {
      cwd: ROOT,
      env: childEnv(spec.env),
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    started.stdout?.pipe(output);
    started.stderr?.pipe(output);
    started.once("exit", (code, signal) => {
      if (stopping) return;
      spec.log.warn(
        { child: spec.name, code, signal, logs: spec.logDir },
        "a process ended by itself; starting it again",
      );
      setTimeout(
        () => {
          if (!stopping) child = start();
        },
        Math.min(FIRST_RESTART_MS * 2 ** restarts++, 10_000),
      ).unref();
    });
    return started;
  };
  child = start();
  return {
    pid: () => child.pid,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}
