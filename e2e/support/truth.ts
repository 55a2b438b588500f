import type { APIRequestContext } from "@playwright/test";
import { controlUrl } from "@/e2e/support/simulator";

export interface Range {
  from: bigint;
  to: bigint;
}

/** What the simulator remembers of one instrument. */
export interface Truth {
  venue: string;
  symbol: string;
  lastId: string | null;
  /** runs of numbers between restarts of the venue's */
  eras: { from: string; to: string }[];
  unheard: { from: string; to: string }[];
  withheld: { from: string; to: string }[];
  skipped: { from: string; to: string }[];
}

export interface IssuedTrade {
  id: string;
  timeMicros: number;
  price: string;
  quantity: string;
}

/** The memory of every instrument. */
export async function readTruths(request: APIRequestContext): Promise<Truth[]> {
  const answer = await request.get(`${controlUrl}/truth`);
  if (!answer.ok()) throw new Error(`the simulator answered ${answer.status()}`);
  return answer.json();
}

/** Every trade that the simulator ever issued of an instrument, in order. */
export async function readIssued(
  request: APIRequestContext,
  venue: string,
  symbol: string,
): Promise<IssuedTrade[]> {
  const answer = await request.get(
    `${controlUrl}/trades?venue=${venue}&symbol=${encodeURIComponent(symbol)}`,
  );
  return (await answer.text())
    .trim()
    .split("\n")
    .map((line): IssuedTrade => JSON.parse(line));
}

export function toRanges(list: readonly { from: string; to: string }[]): Range[] {
  return list.map(({ from, to }) => ({ from: BigInt(from), to: BigInt(to) }));
}

/** Ranges cut to what lies above `low` and at most at `high`; sorted, joined where they touch. */
export function within(ranges: readonly Range[], low: bigint, high: bigint): Range[] {
  const cut = ranges
    .map(({ from, to }) => ({ from: from > low ? from : low + 1n, to: to < high ? to : high }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined: Range[] = [];
  for (const range of cut) {
    const last = joined.at(-1);
    if (last !== undefined && range.from <= last.to + 1n) last.to = range.to > last.to ? range.to : last.to;
    else joined.push({ ...range });
  }
  return joined;
}

export function say(ranges: readonly Range[]): string[] {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
}
