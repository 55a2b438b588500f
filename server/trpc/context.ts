import { randomUUID } from "node:crypto";

/** What a caller may do: viewer reads; operator replays, backfills, acknowledges; admin discards, unmasks, holds keys. */
export const ROLES = ["viewer", "operator", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface Actor {
  /** who, as the audit log names them */
  name: string;
  role: Role;
}

export interface Context {
  actor: Actor;
  /** from where, as the audit log names it: `web` or `api` */
  origin: "web" | "api";
  /** stands in the answer, in the log and in the error that a person reads out */
  requestId: string;
}

/** The console binds to loopback and has no sign-in yet: whoever reaches it is the one operator of this machine. */
const LOCAL_OPERATOR: Actor = { name: "local", role: "admin" };

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The context of a request. A request id given by the caller is kept where it is harmless. */
export function createContext(headers: Headers): Context {
  const given = headers.get("x-request-id");
  return {
    actor: LOCAL_OPERATOR,
    origin: headers.has("sec-fetch-site") ? "web" : "api",
    requestId: given !== null && REQUEST_ID.test(given) ? given : randomUUID(),
  };
}

/** Whether a role includes another: admin ⊃ operator ⊃ viewer. */
export function includesRole(held: Role, needed: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(needed);
}
