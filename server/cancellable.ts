import { connect, type Query, type Sql } from "@/db/client";
import { openSession, type PlanHint } from "@/db/queries/operations/open-session";
import { database, databaseConnection } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { processState } from "@/server/process-state";

/**
 * Asks the database, and ends the statement on the server when the signal aborts: who left does not keep it busy.
 *
 * Not by the driver's `query.cancel()`: its request names a session only, and where the statement has ended meanwhile
 * it meets whatever that session does next, for somebody else. Here the session is ours (a transaction) until the
 * request has been delivered. It goes over a connection of its own: slow questions may hold all others.
 * @throws {ServiceError} CANCELLED where the signal aborted
 */
export async function askCancellably<Value>(
  signal: AbortSignal | undefined,
  ask: (sql: Query) => Promise<Value>,
  hint: PlanHint = "none",
): Promise<Value> {
  if (signal === undefined && hint === "none") return ask(database());
  if (signal?.aborted) throw cancelled();
  let answer: { value: Value } | undefined;
  await database().begin("read only", async (tx) => {
    const pid = await openSession(tx, hint);
    if (signal === undefined) {
      answer = { value: await ask(tx) };
      return;
    }
    let ending: Promise<unknown> | undefined;
    const end = () => {
      ending = cancelSession(pid);
    };
    if (signal.aborted) throw cancelled();
    signal.addEventListener("abort", end, { once: true });
    try {
      answer = { value: await ask(tx) };
    } catch (error) {
      throw signal.aborted ? cancelled(error) : error;
    } finally {
      signal.removeEventListener("abort", end);
      await ending;
    }
  });
  if (answer === undefined) throw new Error("a transaction that ended has its answer");
  return answer.value;
}

/** Ends a session's statement. Never rejects: where the request is lost, the statement ends by its time limit. */
export async function cancelSession(pid: number): Promise<void> {
  await cancelConnection()`select pg_cancel_backend(${pid})`.catch(() => undefined);
}

function cancelConnection(): Sql {
  return processState("web-cancel", () =>
    connect({ ...databaseConnection("k2-web-cancel"), max: 1, statementTimeoutMs: 2_000 }),
  );
}

function cancelled(cause?: unknown): ServiceError {
  return new ServiceError("CANCELLED", "The question was cancelled before it was answered.", { cause });
}
