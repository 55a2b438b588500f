import { z } from "zod";

export const LETTER_STATES = ["failed", "replaying", "replayed", "resolved", "discarded"] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export const REPORTERS = ["ingest", "connect", "spring", "k2", "unknown"] as const;
export type Reporter = (typeof REPORTERS)[number];

/** A letter's id; as text, since JSON has no bigint. */
export const letterId = z.string().regex(/^[1-9]\d{0,17}$/);

/** Which letters are meant. What is null or empty narrows nothing; a job keeps its filter as it was asked. */
export const letterFilter = z.strictObject({
  states: z.array(z.enum(LETTER_STATES)).max(5).default([]),
  fingerprint: z.string().min(1).max(64).nullable().default(null),
  code: z.string().min(1).max(120).nullable().default(null),
  topic: z.string().min(1).max(249).nullable().default(null),
  partition: z.int().min(0).max(2_147_483_647).nullable().default(null),
  exchange: z.string().min(1).max(60).nullable().default(null),
  symbol: z.string().min(1).max(100).nullable().default(null),
  reporter: z.enum(REPORTERS).nullable().default(null),
  /** letters tried at least so often */
  minAttempts: z.int().min(1).max(1_000_000).nullable().default(null),
  /** µs; `to` is exclusive */
  from: z.int().min(0).nullable().default(null),
  to: z.int().min(0).nullable().default(null),
  /** bytes that the value contains, as UTF-8 text */
  text: z.string().min(1).max(200).nullable().default(null),
});
export type LetterFilter = z.infer<typeof letterFilter>;

/** More letters than this are picked by filter, not one by one. */
export const MAX_PICKED = 10_000;

/** The letters of a replay: picked ones, or all that pass a filter. */
export const replaySelection = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ids"), ids: z.array(letterId).min(1).max(MAX_PICKED) }),
  z.strictObject({ kind: z.literal("filter"), filter: letterFilter }),
]);
export type ReplaySelection = z.infer<typeof replaySelection>;
