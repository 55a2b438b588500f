import { setImmediate as nextTurn } from "node:timers/promises";
import type { Sql, Transaction } from "./sql";

type Body = (tx: Transaction) => unknown;

/** The connection that a transaction began on. */
interface Session {
  lost: boolean;
}

/**
 * Ties each transaction of a pool to the connection that it began on. postgres.js 3.4.9 does not: where that
 * connection is lost while a transaction's function waits for something else, the function's next statements, and the
 * ROLLBACK or COMMIT after it, go to whatever session the connection object has by then: to none, which ends the
 * process, or into the middle of somebody else's transaction, half of which they then undo.
 */
export function guardTransactions(sql: Sql): void {
  const begin: unknown = Reflect.get(sql, "begin");
  if (typeof begin !== "function") throw new TypeError("the driver has no begin()");
  const guarded = (...args: unknown[]): Promise<unknown> => {
    const body = args.pop();
    if (!isBody(body)) throw new TypeError("begin() wants the transaction's function last");
    const session: Session = { lost: false };
    const done: Promise<unknown> = begin(...args, (tx: Transaction) => runWithin(session, body, tx));
    // It settles before the function does only where the connection was lost.
    const settled = () => {
      session.lost = true;
    };
    done.then(settled, settled);
    return done;
  };
  Object.defineProperty(sql, "begin", { value: guarded });
}

function isBody(value: unknown): value is Body {
  return typeof value === "function";
}

/** Does not settle once the session is lost: begin() has rejected, and all that it would still do is COMMIT or ROLLBACK. */
async function runWithin(session: Session, body: Body, tx: Transaction): Promise<unknown> {
  try {
    const result = body(guard(tx, session));
    const value: unknown = await (Array.isArray(result) ? Promise.all(result) : result);
    if (!session.lost) return value;
  } catch (error) {
    // A statement fails in the turn in which begin() learns that the connection is lost.
    await nextTurn();
    if (!session.lost) throw error;
  }
  return new Promise(() => undefined);
}

function guard(tx: Transaction, session: Session): Transaction {
  const check = () => {
    if (session.lost)
      throw Object.assign(new Error("the transaction's connection was lost"), { code: "CONNECTION_CLOSED" });
  };
  return new Proxy(tx, {
    apply(target, self, args) {
      check();
      return Reflect.apply(target, self, args);
    },
    get(target, property, receiver) {
      check();
      return Reflect.get(target, property, receiver);
    },
  });
}
