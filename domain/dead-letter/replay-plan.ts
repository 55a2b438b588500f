import { z } from "zod";

/** What the proof says of one letter. */
export const VERDICTS = ["store", "duplicate", "ignored", "fails", "unsendable"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What became of one letter that was sent. */
export const OUTCOMES = ["stored", "duplicate", "ignored", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome that each verdict foretells. */
export const FORETOLD: Readonly<Record<Verdict, Outcome | null>> = {
  store: "stored",
  duplicate: "duplicate",
  ignored: "ignored",
  fails: "failed",
  unsendable: null,
};

/** The summary of a proof, as it is kept with the job. */
export const replayPlan = z.object({
  /** letters by verdict; `skipped` were not to be replayed at all: resolved, discarded, held by another job */
  letters: z.object({
    store: z.int(),
    duplicate: z.int(),
    ignored: z.int(),
    fails: z.int(),
    unsendable: z.int(),
    skipped: z.int(),
    /** of `fails`: the same error under the same build */
    loops: z.int(),
    /** would be sent: what fails only where it is forced */
    sendable: z.int(),
  }),
  trades: z.object({ stored: z.int(), duplicates: z.int() }),
  /** gaps that would be filled or made smaller */
  gaps: z.int(),
  /** numbers that are missing now and would be there */
  numbersFilled: z.int(),
  /** instruments whose trades come later than newer ones of theirs, most first */
  instruments: z.array(
    z.object({
      exchange: z.string(),
      market: z.string(),
      symbol: z.string(),
      trades: z.int(),
      /** of these, trades older than the newest that is stored */
      older: z.int(),
    }),
  ),
  /** errors that stay, most first */
  errors: z.array(z.object({ code: z.string(), message: z.string(), letters: z.int(), known: z.boolean() })),
  topics: z.array(z.object({ topic: z.string(), letters: z.int() })),
  /** seconds at the job's rate */
  seconds: z.number(),
});
export type ReplayPlan = z.infer<typeof replayPlan>;

/** How far a job is, as its worker writes it. */
export const replayProgress = z.object({
  /** items by state */
  waiting: z.int(),
  sending: z.int(),
  sent: z.int(),
  settled: z.int(),
  skipped: z.int(),
  cancelled: z.int(),
  /** settled ones by outcome */
  stored: z.int(),
  duplicate: z.int(),
  ignored: z.int(),
  failed: z.int(),
  /** settled otherwise than proved */
  differs: z.int(),
  /** letters a second, over the last seconds */
  perSecond: z.number(),
  /** what the job waits for, in words; null while it works */
  waitsFor: z.string().nullable(),
});
export type ReplayProgress = z.infer<typeof replayProgress>;
