import type { Sql } from "@/db/client";
import type { NewDeadLetter } from "@/db/queries/ingest/insert-dead-letters";
import { letterFilter } from "@/domain/dead-letter/letter-filter";
import { createCaller } from "@/server/trpc/root";

/** The API as a caller of this role uses it, named after it. */
export function callerOf(role: "viewer" | "operator" | "admin"): ReturnType<typeof createCaller> {
  return createCaller({ actor: { name: `the ${role}`, role }, origin: "api", requestId: "test-request" });
}

/** Narrows nothing. */
export const emptyFilter = letterFilter.parse({});

/** Makes the tables empty that tests of dead letters write to. */
export async function forgetLetters(sql: Sql): Promise<void> {
  await sql`truncate dead_letters, dead_letter_tallies, dead_letter_edits, replay_jobs, replay_items,
    dead_letter_attempts, partition_positions, alerts, alert_notifications, lost_ranges`;
}

export const TOPIC = "market.crypto.trades.binance.raw";
export const frame = (id: number, price: string) =>
  `{"stream":"aaausdt@trade","data":{"e":"trade","E":1750000000001,"s":"AAAUSDT","t":${id},"p":"${price}","q":"2.0","T":1750000000000,"m":true}}`;

/** A letter of a Binance trade whose price cannot be read. */
export function letter(offset: number, more: Partial<NewDeadLetter> = {}): NewDeadLetter {
  return {
    topic: TOPIC,
    partition: offset % 4,
    sourceOffset: offset,
    recordTime: null,
    key: Buffer.from("AAAUSDT"),
    value: Buffer.from(frame(offset, "n/a")),
    headers: [["trace", Buffer.from("t1").toString("base64")]],
    stage: "validate",
    code: "PRICE_NOT_DECIMAL",
    message: "The price is no decimal.",
    path: "data.p",
    badValue: "n/a",
    decoder: "binance-trade",
    fingerprint: "f-price",
    build: "v1",
    exchange: "binance",
    market: "spot",
    symbol: "AAAUSDT",
    sequence: BigInt(offset),
    foreign: null,
    ...more,
  };
}
export const many = (count: number, more: (i: number) => Partial<NewDeadLetter> = () => ({})) =>
  Array.from({ length: count }, (_, i) => letter(i + 1, more(i)));
