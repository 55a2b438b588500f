import { createLog, type Log } from "@/runtime/log";
import { processState } from "@/server/process-state";

/** The web process's logger; made on first use, so that a build needs no environment. */
export function webLog(): Log {
  return processState("web-log", () => createLog("web"));
}
