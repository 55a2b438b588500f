import { existsSync } from "node:fs";
import { run, which } from "./exec.mjs";
import { say } from "./problem.mjs";

/**
 * Whether bootstrap may install system packages itself: root, on a machine with apt.
 * @returns {boolean}
 */
export function canInstall() {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && which("apt-get") !== undefined;
}

let updated = false;

/**
 * Installs Debian packages. Rejects where apt-get fails; ask `canInstall` first.
 * @param {readonly string[]} names
 * @returns {Promise<void>}
 */
export async function aptInstall(names) {
  say(`bootstrap: installing ${names.join(" ")} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  if (!updated) await run("apt-get", ["update", "-qq"], { env });
  updated = true;
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], { env });
}
