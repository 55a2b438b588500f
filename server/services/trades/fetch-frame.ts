import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { askFrame } from "@/db/queries/frames/ask-frame";
import { type FrameAnswer, readAnswer } from "@/db/queries/frames/read-answer";
import { readDecoderStateOf } from "@/db/queries/replay/read-decoder-state";
import { ownHeaders } from "@/domain/dead-letter/header-pairs";
import { previewValue } from "@/domain/dead-letter/preview-value";
import { showPayload } from "@/domain/dead-letter/show-payload";
import { decodedTradeMatches } from "@/domain/trade/decoded-trade-matches";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { headerText } from "@/server/services/dead-letters/header-text";
import { hiddenFields } from "@/server/services/dead-letters/hidden-fields";
import { shownPayload } from "@/server/services/dead-letters/letter-schemas";
import { getTrade, type tradeInput } from "@/server/services/trades/get-trade";
import type { Trade } from "@/server/services/trades/trade-row";
import { micros } from "@/server/trpc/exact";

const LOOK_EVERY_MS = 60;
/** A maintainer takes a question within a fraction of a second, and gives Kafka eight. */
const UNTAKEN_AFTER_MS = 3_000;
const GIVE_UP_AFTER_MS = 10_000;

export const frameOutput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("found"),
    /** when the producer or the broker stamped the record */
    recordTime: micros,
    key: z.string().nullable(),
    headers: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
    payload: shownPayload,
    /**
     * What this build's decoders make of it: the stored row (`same`), another one (`differs`), or nothing by itself
     * (`unread`: its schema, or what came before it, is needed).
     */
    verdict: z.enum(["same", "differs", "unread"]),
    /** trades in the record */
    trades: z.int(),
    endOffset: z.bigint(),
  }),
  /** Kafka no longer keeps it; what it keeps begins at `lowOffset` */
  z.object({ kind: z.literal("gone"), lowOffset: z.bigint(), endOffset: z.bigint() }),
  /** nobody could ask Kafka, or it did not answer */
  z.object({ kind: z.literal("unanswered"), reason: z.string() }),
]);
type Frame = z.infer<typeof frameOutput>;

/**
 * The record that a trade was read from, fetched from Kafka again: asked through the database, answered by a
 * maintainer, since this process has no Kafka client.
 * @throws {ServiceError} NOT_FOUND where the trade is not stored; RATE_LIMITED where too many records are asked for
 */
export async function fetchFrame(
  input: z.infer<typeof tradeInput>,
  act: Act,
  signal?: AbortSignal,
): Promise<Frame> {
  const trade = await getTrade(input);
  const { topic, partition, sourceOffset: offset } = trade;
  const id = await askFrame(database(), { topic, partition, offset });
  if (id === null)
    throw new ServiceError("RATE_LIMITED", "Many records are being fetched just now. Try again in a moment.");
  const started = performance.now();
  while (true) {
    const { taken, answer } = await readAnswer(database(), id);
    if (answer !== null) return tell(trade, answer, act);
    const waited = performance.now() - started;
    if (!taken && waited > UNTAKEN_AFTER_MS)
      return {
        kind: "unanswered",
        reason: "No worker with the role maintain works. Start one with npm run worker -- --roles maintain.",
      };
    if (waited > GIVE_UP_AFTER_MS)
      return {
        kind: "unanswered",
        reason: "Kafka did not answer in time. Pipeline tells whether it is away.",
      };
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal?.aborted)
      throw new ServiceError("CANCELLED", "The question was cancelled before it was answered.");
  }
}

async function tell(trade: Trade, answer: FrameAnswer, act: Act): Promise<Frame> {
  if (answer.outcome === "failed")
    return { kind: "unanswered", reason: answer.error ?? "Kafka did not answer." };
  const endOffset = answer.endOffset ?? 0n;
  if (answer.outcome === "gone") return { kind: "gone", lowOffset: answer.lowOffset ?? 0n, endOffset };
  const hidden = hiddenFields(act.role);
  const { topic } = trade;
  const { key, value, headers } = answer;
  const record = { topic, key, value, headers: ownHeaders(headers) };
  const read = previewValue(record, await readDecoderStateOf(database(), topic, trade.partition));
  const found = read.kind === "trades" ? read.trades[trade.frameIndex] : undefined;
  return {
    kind: "found",
    recordTime: answer.recordTime ?? 0,
    key: hidden.size > 0 ? null : (key?.toString("utf8") ?? null),
    headers: headers.map(([name, base64]) => ({
      name,
      value: base64 === null || hidden.size > 0 ? null : headerText(Buffer.from(base64, "base64")),
    })),
    payload: showPayload(value, null, hidden),
    verdict:
      read.kind !== "trades" ? "unread" : found && decodedTradeMatches(found, trade) ? "same" : "differs",
    trades: read.kind === "trades" ? read.trades.length : 0,
    endOffset,
  };
}
