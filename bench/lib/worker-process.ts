import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { WORKER_NODE_OPTIONS } from "@/dev/bootstrap/worker-node.mjs";
import { childEnv } from "@/runtime/env";
import type { Progress, Report, RunOrder, Stopped } from "../ingest/messages";

const FILE = path.resolve(import.meta.dirname, "..", "ingest", "worker.ts");

/** A worker process of the benchmark, one run after another. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #progress: Progress | undefined;
  #failure: Error | undefined;
  #listeners = new Set<() => void>();
  #stopped: Stopped | undefined;

  /** @param env variables beside ours */
  constructor(env: Record<string, string> = {}) {
    this.#child = fork(FILE, {
      env: childEnv(env),
      execArgv: [...WORKER_NODE_OPTIONS, "--import", "tsx"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#child.on("message", (report: Report) => {
      if (report.kind === "progress") this.#progress = report;
      else if (report.kind === "stopped") this.#stopped = report;
      else this.#failure = new Error(`the bench worker failed: ${report.reason}`);
      for (const listener of this.#listeners) listener();
    });
    this.#child.once("exit", (code, signal) => {
      this.#failure ??= new Error(`the bench worker ended by itself: code ${code}, signal ${signal}`);
      for (const listener of this.#listeners) listener();
    });
  }

  start(order: Omit<RunOrder, "kind">): void {
    this.#progress = undefined;
    this.#stopped = undefined;
    this.#child.send({ kind: "run", ...order });
  }

  /** What it has done since the run began; undefined before its first report. */
  get progress(): Progress | undefined {
    return this.#progress;
  }

  /** Waits for a report that `enough` takes. */
  async until(enough: (progress: Progress) => boolean, signal: AbortSignal): Promise<Progress> {
    return this.#when(() => (this.#progress && enough(this.#progress) ? this.#progress : undefined), signal);
  }

  /** Counts latencies from here on: what came before was its warming up. */
  forgetLatencies(): void {
    this.#child.send({ kind: "forget" });
  }

  /** Ends the run; the process stays, warm, for the next. */
  async stop(signal: AbortSignal): Promise<Stopped> {
    this.#child.send({ kind: "stop" });
    return this.#when(() => this.#stopped, signal);
  }

  /** Ends the process. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.disconnect();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(timer);
  }

  #when<T>(read: () => T | undefined, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        this.#listeners.delete(check);
        signal.removeEventListener("abort", check);
        settle();
      };
      const check = () => {
        const failure = this.#failure;
        if (failure !== undefined) return finish(() => reject(failure));
        if (signal.aborted) return finish(() => reject(signal.reason));
        const value = read();
        if (value !== undefined) finish(() => resolve(value));
      };
      this.#listeners.add(check);
      signal.addEventListener("abort", check);
      check();
    });
  }
}
