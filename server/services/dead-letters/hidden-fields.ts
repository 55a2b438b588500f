import { loadEnv } from "@/runtime/env";
import type { Role } from "@/server/trpc/context";

/** Which fields of payloads a role must not see. What is replayed is the stored bytes, never what is shown. */
export function hiddenFields(role: Role): ReadonlySet<string> {
  return new Set(role === "admin" ? [] : loadEnv().K2_MASK_FIELDS);
}
