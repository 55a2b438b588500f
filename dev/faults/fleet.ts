import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import path from "node:path";
import { childEnv } from "@/runtime/env";

const ROOT = path.resolve(import.meta.dirname, "..", "..");

/** Real ingest worker processes, to be killed, frozen and joined by others. */
export class Fleet {
  readonly #workers = new Set<ChildProcess>();
  readonly #output: WriteStream;

  constructor(
    private readonly env: Record<string, string | undefined>,
    logFile: string,
  ) {
    this.#output = createWriteStream(logFile, { flags: "a" });
  }

  get size(): number {
    return this.#workers.size;
  }

  add(): ChildProcess {
    const child = spawn(process.execPath, ["--import", "tsx", "dev/cli/worker.ts", "--roles", "ingest"], {
      cwd: ROOT,
      env: childEnv(this.env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.pipe(this.#output, { end: false });
    child.stderr.pipe(this.#output, { end: false });
    this.#workers.add(child);
    child.once("exit", () => this.#workers.delete(child));
    return child;
  }

  /** Resolves once the worker says that it is ready; at once where it ended before. */
  async ready(child: ChildProcess): Promise<void> {
    let text = "";
    while (!text.includes("ready")) {
      if (child.exitCode !== null || child.signalCode !== null || child.stdout === null) return;
      const [chunk]: unknown[] = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
      text += String(chunk);
    }
  }

  /** One of them, as `random` (0 to 1) chooses; undefined where there is none. */
  pick(random: number): ChildProcess | undefined {
    return [...this.#workers][Math.floor(random * this.#workers.size)];
  }

  async signal(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    if (signal !== "SIGSTOP" && signal !== "SIGCONT") await gone;
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.#workers].map((child) => {
        child.kill("SIGCONT");
        const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
        return this.signal(child, "SIGTERM").finally(() => clearTimeout(timer));
      }),
    );
    this.#output.end();
  }
}
