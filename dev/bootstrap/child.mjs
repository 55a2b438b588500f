import { spawn } from "node:child_process";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { running } from "./exec.mjs";

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
/** npm passes a signal on that the terminal has already sent to all: two of a kind so close are one. */
const SAME_SIGNAL_MS = 250;
const PARENT_POLL_MS = 200;
const WATCH = fileURLToPath(new URL("./parent-watch.mjs", import.meta.url));

/**
 * Passes each signal on to `target()` exactly once; while there is no such process, it ends the set-up command
 * under way, and us.
 * @param {() => import("node:child_process").ChildProcess | undefined} target
 */
export function passSignals(target) {
  /** @type {Map<string, number>} */
  const last = new Map();
  /** @param {typeof SIGNALS[number]} signal */
  const pass = (signal) => {
    const now = Date.now();
    if (now - (last.get(signal) ?? 0) < SAME_SIGNAL_MS) return;
    last.set(signal, now);
    const child = target();
    if (child !== undefined) {
      child.kill(signal);
      return;
    }
    for (const each of running) each.kill("SIGTERM");
    process.exit(128 + os.constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, () => pass(signal));
  onLostShell(() => pass("SIGTERM"));
}

/**
 * A signal sent to npm alone ends the shell between npm and us and goes no further: that shell's end is our signal.
 * Outside npm the parent may go as it likes (nohup, setsid).
 * @param {() => void} listener
 */
function onLostShell(listener) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    listener();
  }, PARENT_POLL_MS);
  timer.unref();
}

/**
 * Starts a TypeScript command with our streams. It gets a process group of its own, so that Ctrl-C reaches it through
 * `passSignals` and no second time from the terminal; should we be killed outright, it is told to stop.
 * @param {string} root
 * @param {string} file
 * @param {readonly string[]} args
 */
export function startCommand(root, file, args) {
  const node = ["--import", "tsx", "--import", WATCH, file, ...args];
  return spawn(process.execPath, node, {
    cwd: root,
    detached: true,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
}

/**
 * Resolves with the exit code a shell would report.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
export function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal])),
    );
  });
}
