import type { TRPCError } from "@trpc/server";
import { webLog } from "@/server/log";
import { processState } from "@/server/process-state";
import { serviceErrorOf } from "@/server/service-error-of";
import { errorShape } from "@/server/trpc/error-shape";

/** A database that is away fails every question of every page: the log says so once in a while, not each time. */
const AWAY_EVERY_MS = 10_000;
const away = processState("away-log", () => ({ lastAt: Number.NEGATIVE_INFINITY }));

/** Writes a failed call to the log: what a caller did wrong quietly, what we did wrong with everything we know. */
export function logFailure(
  error: TRPCError,
  facts: { requestId: string; procedure: string | undefined },
): void {
  const known = serviceErrorOf(error.cause) ?? serviceErrorOf(error);
  const { reason: code } = errorShape(error, facts.requestId).data;
  if (code === "INTERNAL") {
    webLog().error({ ...facts, code, err: error.cause ?? error }, "procedure failed");
    return;
  }
  if (known?.code !== "DATABASE_AWAY") {
    webLog().debug({ ...facts, code }, error.message);
    return;
  }
  if (performance.now() - away.lastAt < AWAY_EVERY_MS) return;
  away.lastAt = performance.now();
  const reason = known.cause instanceof Error ? known.cause.message : known.message;
  webLog().warn({ ...facts, code: known.code, reason }, "the database does not answer");
}
