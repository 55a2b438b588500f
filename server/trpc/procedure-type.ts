import type { AnyTRPCRouter } from "@trpc/server";

export interface ProcedureFacts {
  type: "query" | "mutation" | "subscription";
  inputs: unknown[];
  output?: unknown;
  meta?: { role?: string };
}

/** Every procedure by its dotted path, with what it declares. */
export function proceduresOf(router: AnyTRPCRouter): Map<string, ProcedureFacts> {
  const entries = Object.entries<{ _def: ProcedureFacts }>(router._def.procedures);
  return new Map(entries.map(([path, procedure]) => [path, procedure._def]));
}

/** What a procedure is, by its dotted path; null where there is none. */
export function procedureType(router: AnyTRPCRouter, path: string): ProcedureFacts["type"] | null {
  return proceduresOf(router).get(path)?.type ?? null;
}
