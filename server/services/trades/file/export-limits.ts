import { loadEnv } from "@/runtime/env";
import type { Role } from "@/server/trpc/context";

const VARIABLE = {
  viewer: "K2_EXPORT_ROWS_VIEWER",
  operator: "K2_EXPORT_ROWS_OPERATOR",
  admin: "K2_EXPORT_ROWS_ADMIN",
} as const satisfies Record<Role, string>;

/** Rows that a file holds at most for this role, and the setting that says so. */
export function rowCapOf(role: Role): { rows: number; variable: string } {
  const variable = VARIABLE[role];
  return { rows: loadEnv()[variable], variable };
}

export function exportsAtOnce(): number {
  return loadEnv().K2_EXPORTS_AT_ONCE;
}

export function stallMs(): number {
  return loadEnv().K2_EXPORT_STALL_SECONDS * 1_000;
}
