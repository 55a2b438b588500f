import type { AuditEntry } from "@/db/queries/audit/insert-audit";
import type { Context, Role } from "@/server/trpc/context";

/** Who does something, and from where, as the audit log names them. */
export interface Act {
  actor: string;
  role: Role;
  origin: AuditEntry["origin"];
}

export function actOf({ actor, origin }: Context): Act {
  return { actor: actor.name, role: actor.role, origin };
}
