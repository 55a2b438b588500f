import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pickPort } from "@/dev/services/ports";
import { readState } from "@/dev/services/state";
import { childEnv, loadEnv } from "@/runtime/env";

const NEXT = path.resolve(import.meta.dirname, "../../node_modules/next/dist/bin/next");

/** A second console on the same services, which a test may kill. */
export class OwnConsole {
  #child: ChildProcess | undefined;

  private constructor(
    readonly url: string,
    readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  /** @param env variables beside those that it needs */
  static async start(env: Record<string, string> = {}): Promise<OwnConsole> {
    const port = await pickPort();
    const made = new OwnConsole(`http://127.0.0.1:${port}`, port, env);
    await made.begin();
    return made;
  }

  /** Starts it, again on the same port, and waits until it answers. */
  async begin(): Promise<void> {
    const { K2_DATA_DIR } = loadEnv();
    const { postgres } = await readState(K2_DATA_DIR);
    if (postgres === undefined) throw new Error(`no Postgres runs on ${K2_DATA_DIR}`);
    this.#child = spawn(process.execPath, [NEXT, "start", "-H", "127.0.0.1", "-p", String(this.port)], {
      stdio: "ignore",
      env: childEnv({
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        K2_DATABASE_URL: postgres.databaseUrl,
        K2_DATABASE_SOCKET: postgres.databaseSocket,
        K2_PORT: String(this.port),
        K2_LOG_LEVEL: "silent",
        ...this.env,
      }),
    });
    const deadline = Date.now() + 60_000;
    while (!(await answers(`${this.url}/healthz`))) {
      if (Date.now() > deadline) throw new Error("a console of the test's own did not start");
      await wait(100);
    }
  }

  /** Kills it without a word. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
