import type { Sql } from "@/db/client";
import { databaseVerdict, errorCode } from "@/db/errors";
import type { UnprovedItem } from "@/db/queries/replay/load-unproved";
import type { ItemVerdict } from "@/db/queries/replay/save-verdicts";
import { applyJsonPatch } from "@/domain/dead-letter/apply-patch";
import { fingerprint } from "@/domain/trade/fingerprint";
import type { DecodedTrade } from "@/domain/trade/types";
import type { ResetRules } from "../ingest/classify";
import type { SchemaSource } from "../ingest/schema-registry";
import { proveInTransaction, type ReadyItem } from "./prove-in-transaction";

export interface ProofDeps extends ResetRules {
  sql: Sql;
  schemas: SchemaSource;
  build: string;
  /** topics that Kafka has */
  topics: ReadonlySet<string>;
  /** whether ingest reads a topic */
  isRead(topic: string): boolean;
}

export interface ChunkProof {
  verdicts: ItemVerdict[];
  /** what ingest read in the letters: which instruments they touch */
  trades: DecodedTrade[];
}

const nothing = { stored: 0, duplicates: 0, filledGaps: [] };

/** Says of each letter what ingest would do with it. Nothing that it does for that stays. */
export async function proveChunk(
  deps: ProofDeps,
  items: readonly UnprovedItem[],
  patch: string | null,
): Promise<ChunkProof> {
  const verdicts: ItemVerdict[] = [];
  const ready: ReadyItem[] = [];
  for (const item of items) {
    const patched = patch === null ? null : applyJsonPatch(item.value, patch);
    if (!deps.topics.has(item.topic))
      verdicts.push(
        refusal(item, "TOPIC_GONE", `Kafka has no topic ${item.topic}: there is nowhere to send it.`),
      );
    else if (patched?.ok === false)
      verdicts.push(refusal(item, "PATCH_DOES_NOT_FIT", sentence(patched.reason)));
    else if (!deps.isRead(item.topic)) verdicts.push(unread(item, patched?.value ?? null));
    else ready.push({ ...item, value: patched?.value ?? item.value, patched: patched?.value ?? null });
  }
  const proof = await proveReady(deps, ready);
  return { verdicts: [...verdicts, ...proof.verdicts], trades: proof.trades };
}

/** Where the database refuses some trade, halves the letters until the one with that trade stands alone. */
async function proveReady(deps: ProofDeps, ready: readonly ReadyItem[]): Promise<ChunkProof> {
  if (ready.length === 0) return { verdicts: [], trades: [] };
  try {
    return await proveInTransaction(deps, ready);
  } catch (error) {
    if (databaseVerdict(error) !== "data") throw error;
    const [only] = ready;
    if (ready.length === 1 && only !== undefined) {
      const message = error instanceof Error ? error.message : String(error);
      return { verdicts: [storeRefusal(only, `STORE_REFUSED_${errorCode(error)}`, message)], trades: [] };
    }
    const half = Math.ceil(ready.length / 2);
    const first = await proveReady(deps, ready.slice(0, half));
    const second = await proveReady(deps, ready.slice(half));
    return { verdicts: [...first.verdicts, ...second.verdicts], trades: [...first.trades, ...second.trades] };
  }
}

function refusal(item: UnprovedItem, code: string, message: string): ItemVerdict {
  return {
    letterId: item.letterId,
    verdict: "unsendable",
    ...nothing,
    error: { code, message, path: null, fingerprint: fingerprint({ code, path: null, decoder: "replay" }) },
    value: null,
  };
}

function unread(item: UnprovedItem, value: Buffer | null): ItemVerdict {
  const code = "NOT_READ_HERE";
  const message = `Nothing here reads ${item.topic}: the letter would be sent, and what its consumer does is not known.`;
  const error = {
    code,
    message,
    path: null,
    fingerprint: fingerprint({ code, path: null, decoder: "replay" }),
  };
  return { letterId: item.letterId, verdict: "ignored", ...nothing, error, value };
}

function storeRefusal(item: ReadyItem, code: string, message: string): ItemVerdict {
  const error = {
    code,
    message,
    path: null,
    fingerprint: fingerprint({ code, path: null, decoder: "store" }),
  };
  return { letterId: item.letterId, verdict: "fails", ...nothing, error, value: item.patched };
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
