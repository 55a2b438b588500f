import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Commands under way, so that a signal to bootstrap ends them too. @type {Set<import("node:child_process").ChildProcess>} */
export const running = new Set();

/**
 * Runs a command to its end, its output on our stderr. Rejects where it fails or cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", 2, 2] });
    running.add(child);
    child.once("error", (error) => {
      running.delete(child);
      reject(error);
    });
    child.once("exit", (code, signal) => {
      running.delete(child);
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args[0] ?? ""} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/**
 * Where `name` is on PATH, or undefined.
 * @param {string} name
 * @returns {string | undefined}
 */
export function which(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    if (folder === "") continue;
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not here
    }
  }
  return undefined;
}

/**
 * What a short command prints (both streams), or undefined where it cannot run or fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string | undefined}
 */
export function output(command, args) {
  const done = spawnSync(command, args, { encoding: "utf8", timeout: 30_000 });
  return done.status === 0 ? `${done.stdout}${done.stderr}` : undefined;
}
