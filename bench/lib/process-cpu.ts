import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU time in ticks of 10 ms wherever we run. */
const MICROS_PER_TICK = 10_000;

interface ProcessTimes {
  parent: number;
  command: string;
  /** its own CPU time, µs */
  own: number;
  /** of its children that ended and were waited for, µs */
  ended: number;
}

/**
 * The CPU time that a server and all its children have used so far, µs; those that ended count on with their parent.
 * Undefined where this machine has no /proc or the process is not on it.
 */
export function treeCpuMicros(root: number): number | undefined {
  const top = readTimes(root);
  if (top === undefined) return undefined;
  let sum = top.own + top.ended;
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const times = readTimes(pid);
    if (times?.parent === root) sum += times.own + times.ended;
  }
  return sum;
}

/** The parent of a process on this machine, where it has that name; undefined where it is none. */
export function parentOf(pid: number, command: string): number | undefined {
  const times = readTimes(pid);
  return times?.command === command ? times.parent : undefined;
}

function readTimes(pid: number): ProcessTimes | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
  // The name stands in brackets and may hold blanks: fields are counted from behind it.
  const open = stat.indexOf("(");
  const close = stat.lastIndexOf(")");
  const fields = stat.slice(close + 2).split(" ");
  const ticks = (at: number) => Number(fields[at] ?? 0);
  return {
    parent: ticks(1),
    command: stat.slice(open + 1, close),
    own: (ticks(11) + ticks(12)) * MICROS_PER_TICK,
    ended: (ticks(13) + ticks(14)) * MICROS_PER_TICK,
  };
}
