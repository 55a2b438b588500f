import type { Sql, Transaction } from "@/db/client";
import { openPosition } from "@/db/queries/ingest/open-position";
import type { UnprovedItem } from "@/db/queries/replay/load-unproved";
import { readDecoderStateOf } from "@/db/queries/replay/read-decoder-state";
import type { ItemVerdict } from "@/db/queries/replay/save-verdicts";
import { ownHeaders } from "@/domain/dead-letter/header-pairs";
import type { Verdict } from "@/domain/dead-letter/replay-plan";
import { readDecoderState } from "@/domain/trade/decode/decoder-state";
import type { DecodedTrade } from "@/domain/trade/types";
import type { ResetRules } from "../ingest/classify";
import { decodeBatch } from "../ingest/decode-batch";
import { InstrumentCache } from "../ingest/instrument-cache";
import { type SchemaSource, withSchemas } from "../ingest/schema-registry";
import { storeBatch } from "../ingest/store-batch";
import { dayNumber, TradeDays } from "../ingest/trade-days";
import type { RecordOutcome } from "../ingest/types";

export interface ReadyItem extends UnprovedItem {
  /** what a patch made of the value; null where there is none */
  patched: Buffer | null;
}

export interface TransactionProof {
  verdicts: ItemVerdict[];
  trades: DecodedTrade[];
}

interface Deps extends ResetRules {
  sql: Sql;
  schemas: SchemaSource;
  build: string;
}

const VERDICT: Readonly<Record<RecordOutcome["outcome"], Verdict>> = {
  stored: "store",
  duplicate: "duplicate",
  ignored: "ignored",
  failed: "fails",
};

/** Thrown to undo what a proof did: it is the one way out of its transaction. */
const undo = new Error("a proof leaves nothing behind");

/**
 * Runs the code of ingest on letters as if they had just been read, then undoes all of it. Letters of one call see one
 * another: the second copy of a trade is a duplicate of the first.
 */
export async function proveInTransaction(deps: Deps, items: readonly ReadyItem[]): Promise<TransactionProof> {
  const proof: TransactionProof = { verdicts: [], trades: [] };
  try {
    await deps.sql.begin(async (tx) => {
      // A proof must never make ingest wait for long, nor wait for it.
      await tx`select set_config('lock_timeout', '4s', true), set_config('statement_timeout', '20s', true)`;
      for (const group of groups(items)) await proveGroup(tx, deps, group, proof);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return proof;
}

/** Letters of one topic partition, in their order. */
function groups(items: readonly ReadyItem[]): ReadyItem[][] {
  const found = new Map<string, ReadyItem[]>();
  for (const item of items) {
    const name = `${item.topic}/${item.partition ?? "-"}`;
    const group = found.get(name);
    if (group === undefined) found.set(name, [item]);
    else group.push(item);
  }
  return [...found.values()];
}

async function proveGroup(
  tx: Transaction,
  deps: Deps,
  group: readonly ReadyItem[],
  proof: TransactionProof,
): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  const { topic } = first;
  // A position of its own: the real one stays free for ingest. Numbers below zero are no partitions of Kafka.
  const partition = -1 - (first.partition ?? 0);
  const stored = first.partition === null ? null : await readDecoderStateOf(tx, topic, first.partition);
  const records = group.map((item, offset) => ({
    offset,
    timestampMs: item.recordTimeMs,
    key: item.key,
    value: item.value,
    headers: ownHeaders(item.headers),
  }));
  const batch = await withSchemas(deps.schemas, () =>
    decodeBatch(
      { topic, partition, records, fetchedAt: Date.now() * 1_000 },
      {
        from: 0,
        lost: null,
        state: readDecoderState(stored),
        schemas: deps.schemas.lookup,
        build: deps.build,
        unstorable: new Map(),
      },
    ),
  );
  const errors = new Map(batch.deadLetters.map((letter) => [letter.sourceOffset, letter]));
  const days = new TradeDays(tx);
  await days.ensure(new Set(batch.trades.map((trade) => dayNumber(trade.timeMicros))));
  const instruments = await new InstrumentCache(tx).resolve(batch.trades);
  await openPosition(tx, topic, partition, 0);
  const outcome = await storeBatch(
    tx,
    { worker: "proof", resetWindowMicros: deps.resetWindowMicros, resetJump: deps.resetJump, days },
    { batch: { ...batch, deadLetters: [] }, instruments },
    records,
  );
  if (outcome.kind !== "committed") throw new Error(`a proof of ${topic} came out as ${outcome.kind}`);
  group.forEach((item, offset) => {
    const record = outcome.records.get(offset);
    const error = errors.get(offset) ?? null;
    proof.verdicts.push({
      letterId: item.letterId,
      verdict: error !== null ? "fails" : VERDICT[record?.outcome ?? "ignored"],
      stored: record?.stored ?? 0,
      duplicates: record?.duplicates ?? 0,
      filledGaps: record?.filledGaps ?? [],
      error,
      value: item.patched,
    });
  });
  for (const trade of batch.trades) proof.trades.push(trade);
}
