import { z } from "zod";
import { findExplainedGap } from "@/db/queries/dead-letters/find-explained-gap";
import { listAttempts } from "@/db/queries/dead-letters/list-attempts";
import { listEdits } from "@/db/queries/dead-letters/list-edits";
import { listLetterJobs } from "@/db/queries/dead-letters/list-letter-jobs";
import { keysOf } from "@/domain/dead-letter/pretty-json";
import { OUTCOMES, VERDICTS } from "@/domain/dead-letter/replay-plan";
import { showPayload } from "@/domain/dead-letter/show-payload";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { headerText } from "@/server/services/dead-letters/header-text";
import { hiddenFields } from "@/server/services/dead-letters/hidden-fields";
import { type letterInput, letterRow, shownPayload } from "@/server/services/dead-letters/letter-schemas";
import { loadLetter } from "@/server/services/dead-letters/load-letter";
import { decimal, micros } from "@/server/trpc/exact";

const MAX_KEY = 2_000;

export const letterOutput = z.object({
  letter: letterRow.extend({
    updatedAt: micros,
    recordTime: micros.nullable(),
    market: z.string().nullable(),
    build: z.string(),
    dlqTopic: z.string().nullable(),
    dlqPartition: z.int().nullable(),
    dlqOffset: z.bigint().nullable(),
    publishedAt: micros.nullable(),
    note: z.string().nullable(),
  }),
  payload: shownPayload,
  /** the payload that a replay would send, where somebody edited it */
  edited: shownPayload.nullable(),
  /** as text; null where the record has none, or it is hidden */
  key: z.string().nullable(),
  headers: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
  gap: z
    .object({
      id: z.bigint(),
      instrumentId: z.int(),
      fromSequence: z.bigint(),
      toSequence: z.bigint(),
      missingCount: decimal,
      state: z.string(),
      detectedAt: micros,
      isMissing: z.boolean(),
    })
    .nullable(),
  attempts: z.array(
    z.object({
      attempt: z.int(),
      at: micros,
      jobId: z.bigint().nullable(),
      outcome: z.enum(OUTCOMES),
      partition: z.int().nullable(),
      sourceOffset: z.bigint().nullable(),
      stored: z.int(),
      duplicates: z.int(),
      filledGaps: z.array(z.bigint()),
      code: z.string().nullable(),
      message: z.string().nullable(),
      path: z.string().nullable(),
      build: z.string(),
    }),
  ),
  edits: z.array(
    z.object({
      id: z.bigint(),
      author: z.string(),
      reason: z.string(),
      createdAt: micros,
      withdrawnAt: micros.nullable(),
      withdrawnBy: z.string().nullable(),
      isCurrent: z.boolean(),
    }),
  ),
  replays: z.array(
    z.object({
      jobId: z.bigint(),
      createdAt: micros,
      createdBy: z.string(),
      reason: z.string(),
      jobState: z.string(),
      state: z.string(),
      verdict: z.enum(VERDICTS).nullable(),
      outcome: z.enum(OUTCOMES).nullable(),
      note: z.string().nullable(),
    }),
  ),
});

/**
 * Everything about one letter. Fields that the caller's role must not see are hidden, in error texts and headers too.
 * @throws {ServiceError} NOT_FOUND
 */
export async function getLetter(
  { id }: z.infer<typeof letterInput>,
  act: Act,
): Promise<z.infer<typeof letterOutput>> {
  const sql = database();
  const found = await loadLetter(id);
  const { exchange, market, symbol, sequence, path } = found;
  const [gap, attempts, edits, replays] = await Promise.all([
    exchange === null || symbol === null || sequence === null
      ? undefined
      : findExplainedGap(sql, { id, exchange, market, symbol, sequence }),
    listAttempts(sql, id),
    listEdits(sql, id),
    listLetterJobs(sql, id),
  ]);
  const hidden = hiddenFields(act.role);
  const isPathHidden = path !== null && keysOf(path).some((key) => hidden.has(key.toLowerCase()));
  const { key, value, headers, editValue, decoderState: _state, editId, ...letter } = found;
  return {
    letter: {
      ...letter,
      hasEdit: editId !== null,
      ...(isPathHidden ? { message: "The value is hidden from your role.", badValue: null } : {}),
    },
    payload: showPayload(value, path, hidden),
    edited: editId === null ? null : showPayload(editValue, path, hidden),
    key: hidden.size > 0 ? null : (key?.subarray(0, MAX_KEY).toString("utf8") ?? null),
    headers: headers.map(([name, base64]) => ({
      name,
      value:
        base64 === null
          ? null
          : hidden.has(name.toLowerCase())
            ? "•••"
            : headerText(Buffer.from(base64, "base64")),
    })),
    gap: gap ?? null,
    attempts,
    edits: edits.map(({ value: _value, ...edit }) => ({ ...edit, isCurrent: edit.id === editId })),
    replays,
  };
}
