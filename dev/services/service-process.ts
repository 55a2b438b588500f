import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "@/runtime/log";

const POLL_MS = 20;
const LOG_LIMIT_BYTES = 20_000_000;

/** How one server is run. */
export type ServiceSpec = {
  name: string;
  log: Log;
  /** Where its own output goes. */
  logFile: string;
  command: () => {
    file: string;
    args: string[];
    cwd: string;
    env: NodeJS.ProcessEnv;
    uid?: number;
    gid?: number;
  };
  /** Whether the server with this pid takes requests now. */
  isReady: (pid: number) => Promise<boolean>;
  readyWithinMs: number;
  /** Signals of a stop, gentlest first, each with the time it gets; SIGKILL follows by itself. */
  stopSteps: readonly { signal: NodeJS.Signals; waitMs: number }[];
};

/** A server started by this process, as tests and commands handle it. */
export interface ServiceHandle {
  /** Undefined while it is not running. */
  readonly pid: number | undefined;
  /** Sends the signal and resolves when the process is gone: the way to play a crash. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same ports and data; stops it first where it still runs. */
  restart(): Promise<void>;
  /** Clean stop within a deadline, then SIGKILL. Resolves at once where it does not run. */
  stop(): Promise<void>;
  /** Called when the server ends without having been asked to. */
  onUnexpectedExit(listener: (reason: string) => void): void;
}

/** One child process, in a process group of its own so that Ctrl-C reaches it through our stop only. */
export class ServiceProcess implements ServiceHandle {
  #child: ChildProcess | undefined;
  #asked = false;
  readonly #spec: ServiceSpec;
  readonly #listeners: ((reason: string) => void)[] = [];
  // The last resort where this process ends without calling stop(): the server ends soon after.
  readonly #atExit = () => {
    const step = this.#spec.stopSteps[0];
    if (step !== undefined) this.#child?.kill(step.signal);
  };

  constructor(spec: ServiceSpec) {
    this.#spec = spec;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  onUnexpectedExit(listener: (reason: string) => void): void {
    this.#listeners.push(listener);
  }

  /** Rejects, with the end of the server's log named, where it is not ready in time; it is then gone. */
  async start(): Promise<void> {
    const { name, log, readyWithinMs } = this.#spec;
    const began = Date.now();
    const child = this.#spawn();
    this.#asked = false;
    const pid = child.pid;
    if (pid === undefined) throw await spawnError(child, name);
    this.#child = child;
    process.once("exit", this.#atExit);
    child.unref();
    child.once("exit", (code, signal) => this.#onExit(signal ?? `exit code ${code}`));
    while (this.#child === child && !(await this.#spec.isReady(pid))) {
      if (Date.now() - began > readyWithinMs) {
        await this.stop();
        throw new Error(`${name} was not ready within ${readyWithinMs / 1000} s; see ${this.#spec.logFile}`);
      }
      await sleep(POLL_MS);
    }
    if (this.#child !== child) throw new Error(`${name} ended while it started; see ${this.#spec.logFile}`);
    log.debug({ pid, ms: Date.now() - began }, `${name} is ready`);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#asked = true;
    child.kill(signal);
    await waitForExit(child, undefined);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#asked = true;
    for (const { signal, waitMs } of this.#spec.stopSteps) {
      child.kill(signal);
      if (await waitForExit(child, waitMs)) return;
      this.#spec.log.warn({ signal, waitMs }, `${this.#spec.name} did not stop in time`);
    }
    child.kill("SIGKILL");
    await waitForExit(child, undefined);
  }

  #onExit(reason: string): void {
    this.#child = undefined;
    process.off("exit", this.#atExit);
    if (this.#asked) return;
    for (const listener of this.#listeners) listener(`${this.#spec.name} ended by ${reason}`);
  }

  #spawn(): ChildProcess {
    const { file, args, ...options } = this.#spec.command();
    const out = openLog(this.#spec.logFile);
    try {
      return spawn(file, args, { ...options, detached: true, stdio: ["ignore", out, out] });
    } finally {
      closeSync(out);
    }
  }
}

/** Resolves with true when the process has ended, false after `waitMs` (never where undefined). */
function waitForExit(child: ChildProcess, waitMs: number | undefined): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = waitMs === undefined ? undefined : setTimeout(() => done(false), waitMs);
    const onExit = () => done(true);
    const done = (gone: boolean) => {
      clearTimeout(timer);
      child.off("exit", onExit);
      child.unref();
      resolve(gone);
    };
    // Unreferenced children do not keep Node alive; this wait has to.
    child.ref();
    child.once("exit", onExit);
  });
}

function spawnError(child: ChildProcess, name: string): Promise<Error> {
  return new Promise((resolve) => {
    child.once("error", (cause) =>
      resolve(new Error(`${name} cannot be started: ${cause.message}`, { cause })),
    );
  });
}

/** Opens for appending; a log that has grown large becomes `<name>.1` first. */
function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a");
}

/**
 * The environment of a server: nothing of ours, whose PG*, JAVA_* and locale variables would change what it does.
 * (Next's types want NODE_ENV in every environment.)
 */
export function bareEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}
