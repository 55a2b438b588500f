import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { counter, histogram } from "@/runtime/metrics";
import { ServiceError } from "@/server/errors";
import { serviceErrorOf } from "@/server/service-error-of";
import { shutdownSignal } from "@/server/shutdown";
import { traceProcedure } from "@/server/tracing/trace-procedure";
import { type Context, includesRole, type Role } from "@/server/trpc/context";
import { errorShape } from "@/server/trpc/error-shape";
import { serialize } from "@/server/trpc/serialize";
import { TRPC_CODE } from "@/server/trpc/transport-code";

export interface ProcedureMeta {
  /** the least role that may call it; a test fails for a procedure that declares none */
  role: Role;
}

/**
 * superjson carries bigint exactly. Money is a decimal string, a time is a number of microseconds since the epoch:
 * neither passes through a float that would change it.
 */
const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    transformer: { input: superjson, output: { serialize, deserialize: superjson.deserialize } },
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => ({
      code: shape.code,
      ...errorShape(error, ctx?.requestId ?? null),
    }),
    sse: {
      ping: { enabled: true, intervalMs: 5_000 },
      client: { reconnectAfterInactivityMs: 15_000 },
    },
  });

const requestSeconds = histogram({
  name: "k2_web_procedure_seconds",
  help: "Time from a procedure's call to its answer; a subscription's to its first step",
  labels: ["procedure", "outcome"],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

// K2's names for what its API asks of its tables.
const queryExecutions = counter({
  name: "k2_query_executions_total",
  help: "Procedures called, by their path",
  labels: ["query_type", "status"],
});
const querySeconds = histogram({
  name: "k2_query_duration_seconds",
  help: "Time from a procedure's call to its answer",
  labels: ["query_type"],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

const guarded = t.procedure.use(async ({ ctx, meta, path, type, next }) => {
  if (meta === undefined || !includesRole(ctx.actor.role, meta.role)) {
    throw toTransport(
      new ServiceError("FORBIDDEN", `This needs the role ${meta?.role ?? "of an administrator"}.`),
    );
  }
  const started = performance.now();
  const { origin, requestId } = ctx;
  const result = await traceProcedure({ path, type, origin, requestId }, () => next());
  requestSeconds.observe(
    { procedure: path, outcome: result.ok ? "ok" : "error" },
    (performance.now() - started) / 1_000,
  );
  queryExecutions.inc({ query_type: path, status: result.ok ? "success" : "error" });
  if (type === "query") querySeconds.observe({ query_type: path }, (performance.now() - started) / 1_000);
  if (result.ok || type === "subscription") return result;
  const known = serviceErrorOf(result.error.cause);
  if (known) throw toTransport(known);
  return result;
});

function toTransport(error: ServiceError): TRPCError {
  return new TRPCError({ code: TRPC_CODE[error.code], message: error.message, cause: error });
}

/** The one way to start a procedure: with the role that it needs. Then `.input()`, `.output()` and one call. */
export function procedure(role: Role) {
  return guarded.meta({ role });
}

/** A signal that ends with the client's connection or with the process, whichever is first. */
export function streamSignal(client: AbortSignal | undefined): AbortSignal {
  return client ? AbortSignal.any([client, shutdownSignal]) : shutdownSignal;
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
