import { z } from "zod";
import { GAP_CAUSES, GAP_STATES } from "./types";

const micros = z.int();

/** Which gaps are meant; what is null or empty does not narrow. */
export const gapFilter = z.strictObject({
  states: z.array(z.enum(GAP_STATES)).max(GAP_STATES.length).default([]),
  causes: z.array(z.enum(GAP_CAUSES)).max(GAP_CAUSES.length).default([]),
  exchange: z.string().min(1).max(60).nullable().default(null),
  instrumentId: z.int().min(1).max(2_147_483_647).nullable().default(null),
  /** exchange time, µs: gaps of an instrument that touch [from, to); without an instrument, gaps that begin in it */
  from: micros.nullable().default(null),
  to: micros.nullable().default(null),
});
export type GapFilter = z.infer<typeof gapFilter>;

/** A gap's id in an address or an input: bigint as text. */
export const gapId = z.string().regex(/^[1-9]\d{0,18}$/);

/** Gaps that an act is meant for: by name, or all that pass a filter now. */
export const gapSelection = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ids"), ids: z.array(gapId).min(1).max(1_000) }),
  z.strictObject({ kind: z.literal("filter"), filter: gapFilter }),
]);
export type GapSelection = z.infer<typeof gapSelection>;
