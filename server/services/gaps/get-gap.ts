import { z } from "zod";
import { findGap } from "@/db/queries/gaps/find-gap";
import { listGapEvents } from "@/db/queries/gaps/list-gap-events";
import { listGapLetters } from "@/db/queries/gaps/list-gap-letters";
import { historyVenueOf } from "@/domain/gap/backfill/venues";
import { explainMissing, MISSING_CLASSES } from "@/domain/gap/explain-missing";
import { gapId } from "@/domain/gap/gap-filter";
import { historyOf } from "@/domain/gap/history/history-of";
import { rangesOfNumbers } from "@/domain/gap/ranges";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { gapRow, range } from "@/server/services/gaps/gap-schemas";
import { micros } from "@/server/trpc/exact";

const MAX_EVENTS = 100;
const MAX_LETTERS = 5_000;
const SHOWN_LETTERS = 20;
const SHOWN_PARTS = 200;

export const gapInput = z.strictObject({ id: gapId });

const evidence = z
  .object({
    settled: z.boolean().optional(),
    outage: z
      .object({ disconnectedAt: micros, reconnectedAt: micros.nullable(), reason: z.string() })
      .optional(),
    lost: z.object({ fromOffset: z.number(), toOffset: z.number() }).optional(),
    unread: z.array(z.string()).optional(),
    covered: z.string().optional(),
  })
  .catch({});

export const gapOutput = gapRow.extend({
  /** when the venue restarted its numbers after this gap, from which number to which; null where it did not */
  restart: z.object({ at: micros, after: z.bigint(), with: z.bigint() }).nullable(),
  backfillTries: z.int(),
  acknowledgedAt: micros.nullable(),
  topic: z.string().nullable(),
  partition: z.int().nullable(),
  sourceOffset: z.bigint().nullable(),
  evidence,
  /** every missing number with where it is, by number, the first of them */
  parts: z.array(range.extend({ class: z.enum(MISSING_CLASSES), count: z.bigint() })),
  partsLeftOut: z.int(),
  /** how many numbers each class has; the classes that occur */
  classes: z.array(z.object({ class: z.enum(MISSING_CLASSES), count: z.bigint() })),
  /** the first dead letters that hold missing numbers */
  letters: z.array(z.object({ id: z.bigint(), sequence: z.bigint(), state: z.string(), code: z.string() })),
  history: z.array(
    z.object({
      id: z.bigint(),
      at: micros,
      fromState: z.string().nullable(),
      toState: z.string(),
      cause: z.string(),
      missingBefore: z.string().nullable(),
      missingAfter: z.string(),
      jobId: z.bigint().nullable(),
      actor: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});

/** A gap with the explanation of each of its numbers and its history. @throws {ServiceError} NOT_FOUND */
export async function getGap({ id }: z.infer<typeof gapInput>): Promise<z.infer<typeof gapOutput>> {
  const sql = database();
  const [gap, letters, history] = await Promise.all([
    findGap(sql, id),
    listGapLetters(sql, id, MAX_LETTERS),
    listGapEvents(sql, id, MAX_EVENTS),
  ]);
  if (gap === undefined) throw new ServiceError("NOT_FOUND", `There is no gap ${id}.`);
  const { missing, omitted, expired, restartedAt, restartedAfter, restartedWith, ...row } = gap;
  const restart =
    restartedAt === null || restartedAfter === null || restartedWith === null
      ? null
      : { at: restartedAt, after: restartedAfter, with: restartedWith };
  const venue = historyVenueOf(gap.exchange, gap.market);
  const parts = explainMissing({
    missing,
    inLetters: rangesOfNumbers(letters.map((letter) => letter.sequence)),
    omitted,
    expired,
    isRenumbered: restart !== null && venue !== null && historyOf(venue).paging !== "time",
    hasHistory: venue !== null,
  });
  const classes = MISSING_CLASSES.flatMap((name) => {
    const count = parts.reduce((sum, part) => (part.class === name ? sum + part.count : sum), 0n);
    return count > 0n ? [{ class: name, count }] : [];
  });
  return {
    ...row,
    restart,
    evidence: evidence.parse(gap.evidence),
    parts: parts.slice(0, SHOWN_PARTS),
    partsLeftOut: Math.max(0, parts.length - SHOWN_PARTS),
    classes,
    letters: letters.slice(0, SHOWN_LETTERS),
    history,
  };
}
