import pino from "pino";
import { loadEnv } from "./env";

export type Log = pino.Logger;

/** A logger to stderr (stdout belongs to a command's answer), one JSON object a line. */
export function createLog(name: string, level: string = loadEnv().K2_LOG_LEVEL): Log {
  return pino(
    { name, level, redact: { paths: ["*.apiKey", "*.password", "databaseUrl"], censor: "[redacted]" } },
    pino.destination({ dest: 2, sync: false }),
  );
}
