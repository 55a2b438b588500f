import { z } from "zod";
import { VENUES } from "../types";

/** The ways in which a frame can be spoilt; each leaves a different error behind. */
export const MALFORMED_KINDS = [
  "truncated_json",
  "price_not_number",
  "missing_field",
  "negative_quantity",
  "zero_price",
  "huge_number",
  "wrong_type",
  "unknown_event",
  "unknown_symbol",
  "not_a_number_literal",
  "duplicate_key",
  "deep_nesting",
  "not_json",
  "binary",
  "empty",
] as const;
export type MalformedKind = (typeof MALFORMED_KINDS)[number];

/**
 * What a script gets that names no kinds. A repeated key is left out: a lenient JSON parser takes the frame for a good
 * one with another price, which is for a test to provoke, not for a demo.
 */
const DEFAULT_KINDS: MalformedKind[] = MALFORMED_KINDS.filter((kind) => kind !== "duplicate_key");

/** The ways in which a REST answer can be spoilt. */
export const REST_FAULT_KINDS = [
  "too_many_requests",
  "banned",
  "server_error",
  "truncated",
  "out_of_order",
  "repeated_rows",
  "stuck_page",
  "omitted_rows",
  "slow",
] as const;
export type RestFaultKind = (typeof REST_FAULT_KINDS)[number];

const range = (low: number, high: number) =>
  z
    .tuple([z.number().min(low).max(high), z.number().min(low).max(high)])
    .refine(([from, to]) => from <= to, "the first number of a range is its lower end");

const scope = {
  /** all venues where left out */
  venue: z.enum(VENUES).optional(),
  /** all instruments where left out */
  symbol: z.string().optional(),
  /** seconds after the script was set */
  afterSeconds: z.number().min(0).default(0),
  /** how long it acts; for good where left out */
  forSeconds: z.number().positive().optional(),
  /** ends after this many times */
  limit: z.number().int().positive().optional(),
};

/** Strikes at each frame with probability `rate`, or once in `every` (a range of seconds); exactly one of the two. */
const often = {
  rate: z.number().min(0).max(1).optional(),
  every: range(0.001, 86_400).optional(),
  /** how many frames of the instrument in a row */
  run: range(1, 100_000).default([1, 1]),
};

const scheduled = {
  every: range(0.001, 86_400).default([20, 40]),
  seconds: range(0, 3_600).default([5, 60]),
};

const fault = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("lose"), ...scope, ...often }),
  z.strictObject({
    type: z.literal("repeat"),
    ...scope,
    ...often,
    times: z.number().int().min(1).max(100).default(1),
  }),
  z.strictObject({
    type: z.literal("delay"),
    ...scope,
    ...often,
    byMs: range(1, 600_000).default([200, 3_000]),
  }),
  z.strictObject({
    type: z.literal("malform"),
    ...scope,
    ...often,
    kinds: z.array(z.enum(MALFORMED_KINDS)).min(1).default(DEFAULT_KINDS),
    /** `replace`: the good frame never comes, a dead letter explains the gap; `extra`: the good frame comes too */
    mode: z.enum(["replace", "extra"]).default("replace"),
  }),
  z.strictObject({
    type: z.literal("noise"),
    ...scope,
    ...often,
    kinds: z
      .array(z.enum(["ticker", "unknown_channel"]))
      .min(1)
      .default(["ticker", "unknown_channel"]),
  }),
  z.strictObject({ type: z.literal("skip"), ...scope, ...often, count: range(1, 1_000_000).default([1, 3]) }),
  z.strictObject({ type: z.literal("withhold"), ...scope, ...often }),
  z.strictObject({
    type: z.literal("reset"),
    ...scope,
    every: scheduled.every,
    to: z
      .string()
      .regex(/^\d{1,18}$/)
      .default("1"),
  }),
  z.strictObject({
    type: z.literal("drop"),
    ...scope,
    ...scheduled,
    /** whether new sockets are refused (503) until the outage ends */
    refuse: z.boolean().default(true),
    style: z.enum(["close", "reset"]).default("close"),
  }),
  z.strictObject({ type: z.literal("freeze"), ...scope, ...scheduled }),
  z.strictObject({
    type: z.literal("rest"),
    ...scope,
    rate: z.number().min(0).max(1).default(0.1),
    kinds: z.array(z.enum(REST_FAULT_KINDS)).min(1),
  }),
]);

/** A fault script, as JSON; unknown keys are refused so that a misspelt one is not silently harmless. */
export const faultScript = z.array(
  fault.superRefine((entry, context) => {
    if ("run" in entry && (entry.rate === undefined) === (entry.every === undefined)) {
      context.addIssue({ code: "custom", message: `"${entry.type}" needs either "rate" or "every"` });
    }
  }),
);

export type Fault = z.output<typeof faultScript>[number];
/** What a caller writes: defaults may be left out. */
export type FaultScript = z.input<typeof faultScript>;
export type FrameFault = Extract<Fault, { run: [number, number] }>;
export type ScheduledFault = Extract<Fault, { type: "reset" | "drop" | "freeze" }>;
export type RestFault = Extract<Fault, { type: "rest" }>;
