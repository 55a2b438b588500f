// Plain Node, no packages: this runs before node_modules exists.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A process that cannot be mistaken for a later one with the same number: `started` differs between the two.
 * @typedef {{ pid: number, started: string }} ProcessRef
 */

/**
 * When the process started, as a text to compare only; undefined where no such process runs (a zombie counts as gone).
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startedAt(pid) {
  if (process.platform === "linux") {
    try {
      return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return undefined;
    }
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * The start time out of `/proc/<pid>/stat`, made unique across reboots.
 * @param {string} stat
 * @returns {string | undefined}
 */
export function parseStat(stat) {
  // The command stands in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  const ticks = fields[19];
  return ticks === undefined ? undefined : `${bootId()}/${ticks}`;
}

/** @returns {string} */
function bootId() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "boot";
  }
}

/**
 * This process.
 * @returns {ProcessRef}
 */
export function self() {
  return { pid: process.pid, started: startedAt(process.pid) ?? "" };
}

/**
 * Whether that very process still runs.
 * @param {ProcessRef} ref
 * @returns {boolean}
 */
export function isAlive(ref) {
  return ref.pid > 0 && startedAt(ref.pid) === ref.started;
}

/**
 * The command line of a process, or undefined where it is gone or may not be read.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function commandLine(pid) {
  try {
    if (process.platform === "linux")
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return undefined;
  }
}
