import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { childEnv } from "@/runtime/env";

/** Worker processes of a test, which end as in a crash. */
export class WorkerFleet {
  readonly #alive = new Set<ChildProcess>();

  /** `env` is what the workers find besides this process's own variables; it is asked for as each one starts */
  constructor(
    private readonly roles: string,
    private readonly env: () => Record<string, string | undefined>,
  ) {}

  /** how many run */
  get alive(): number {
    return this.#alive.size;
  }

  /** Starts one more; resolves once it says something, or has ended. */
  async add(): Promise<void> {
    const child = spawn(process.execPath, ["--import", "tsx", "dev/cli/worker.ts", "--roles", this.roles], {
      env: childEnv({ K2_LOG_LEVEL: "fatal", ...this.env() }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#alive.add(child);
    child.once("exit", () => this.#alive.delete(child));
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  }

  /** kill -9 of the oldest so many, all of them where no number is given. */
  async kill(count = Number.POSITIVE_INFINITY): Promise<void> {
    await Promise.all([...this.#alive].slice(0, count).map(killProcess));
  }
}

async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
