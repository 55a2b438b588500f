import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ask, HistoryPage, HistoryRow } from "@/domain/gap/history/venue-history";
import { countRanges, joinRanges, rangesOfNumbers, subtractRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import type { Walk } from "./types";
import { walkStretch } from "./walk-stretch";

const PAGE = 20;
const timeOf = (number: bigint) => 1_700_000_000_000_000 + Number(number) * 1_000;
const row = (sequence: bigint): HistoryRow => ({
  sequence,
  timeMicros: timeOf(sequence),
  frame: `#${sequence}`,
});

interface FakeVenue {
  paging: Walk["paging"];
  lowest: bigint;
  highest: bigint;
  /** numbers that it never issued */
  absent: readonly SequenceRange[];
  numbering?: Walk["numbering"];
  /** spoils the n-th answer */
  spoil?: (page: HistoryPage, call: number, ask: Ask) => HistoryPage;
}

function numbersFor(venue: FakeVenue, ask: Ask): bigint[] {
  const issued = (number: bigint) => !venue.absent.some(({ from, to }) => from <= number && number <= to);
  const found: bigint[] = [];
  if (ask.kind === "below") {
    for (let n = ask.number - 1n; n >= venue.lowest && found.length < PAGE; n--)
      if (n <= venue.highest && issued(n)) found.push(n);
    return found;
  }
  for (let n = venue.lowest; n <= venue.highest && found.length < PAGE; n++) {
    const after = ask.kind === "from" ? n >= ask.number : BigInt(timeOf(n)) * 1000n > ask.nanos;
    if (after && issued(n)) found.push(n);
  }
  return found;
}

async function run(venue: FakeVenue, wanted: SequenceRange[], maxCalls = 500) {
  const kept: bigint[] = [];
  let calls = 0;
  const first = wanted[0]?.from ?? 1n;
  const last = wanted.at(-1)?.to ?? 1n;
  const outcome = await walkStretch({
    paging: venue.paging,
    numbering: venue.numbering ?? null,
    targets: [{ wanted, timeBefore: timeOf(first - 1n), timeAfter: timeOf(last + 1n) }],
    maxCalls,
    async ask(ask) {
      calls++;
      const numbers = numbersFor(venue, ask);
      const end = numbers.at(-1);
      const page = {
        rows: numbers.map(row),
        unreadable: 0,
        next: end === undefined ? null : BigInt(timeOf(end)) * 1000n,
      };
      return venue.spoil?.(page, calls, ask) ?? page;
    },
    async keep(rows) {
      kept.push(...rows.map((one) => one.sequence));
    },
  });
  return { outcome, kept, calls };
}

const pagings = ["up", "down", "time"] as const;

describe.each(pagings)("walking %s", (paging) => {
  const whole: FakeVenue = { paging, lowest: 1n, highest: 2_000n, absent: [] };

  it("fetches a range with the fewest calls", async () => {
    const { outcome, kept, calls } = await run(whole, [{ from: 101n, to: 160n }]);
    expect(outcome).toEqual({ remaining: [], omitted: [], expired: [], note: null });
    expect(rangesOfNumbers(kept)).toEqual([{ from: 101n, to: 160n }]);
    expect(kept).toHaveLength(60);
    expect(calls).toBeLessThanOrEqual(paging === "time" ? 4 : 3);
  });

  it("names what the venue never issued, after three answers that had its neighbours", async () => {
    const { outcome, calls } = await run({ ...whole, absent: [{ from: 110n, to: 112n }] }, [
      { from: 105n, to: 115n },
    ]);
    expect(outcome).toEqual({
      remaining: [{ from: 110n, to: 112n }],
      omitted: [{ from: 110n, to: 112n }],
      expired: [],
      note: null,
    });
    expect(calls).toBeLessThan(10);
  });

  it("names what is older than the venue's history", async () => {
    const { outcome } = await run({ ...whole, lowest: 150n }, [{ from: 140n, to: 160n }]);
    expect(outcome).toMatchObject({ omitted: [], expired: [{ from: 140n, to: 149n }], note: null });
  });

  it("does not take numbers for too old that are left out together with their neighbours", async () => {
    const { outcome } = await run({ ...whole, absent: [{ from: 90n, to: 112n }] }, [
      { from: 105n, to: 115n },
    ]);
    expect(outcome).toMatchObject({ omitted: [{ from: 105n, to: 112n }], expired: [], note: null });
  });

  it("claims nothing of a venue that always answers with its newest page", async () => {
    const newest = Array.from({ length: PAGE }, (_, i) => row(1_981n + BigInt(i)));
    const order = paging === "down" ? [...newest].reverse() : newest;
    const spoil = () => ({ rows: order, unreadable: 0, next: BigInt(timeOf(2_000n)) * 1000n });
    const { outcome, kept, calls } = await run({ ...whole, spoil }, [{ from: 101n, to: 160n }]);
    expect(kept).toEqual([]);
    expect(outcome).toMatchObject({ remaining: [{ from: 101n, to: 160n }], omitted: [], expired: [] });
    expect(outcome.note).not.toBeNull();
    expect(calls).toBeLessThanOrEqual(15);
  });

  it("claims nothing of a venue that answers with nothing", async () => {
    const { outcome } = await run({ ...whole, spoil: () => ({ rows: [], unreadable: 0, next: null }) }, [
      { from: 5n, to: 9n },
    ]);
    expect(outcome).toMatchObject({ remaining: [{ from: 5n, to: 9n }], omitted: [], expired: [] });
  });

  it("does not take a number's other trade, after the venue restarted its numbers", async () => {
    const later = (page: HistoryPage) => ({
      ...page,
      rows: page.rows.map((one) => ({ ...one, timeMicros: one.timeMicros + 3_600_000_000 })),
    });
    const { kept } = await run({ ...whole, spoil: later }, [{ from: 5n, to: 9n }]);
    expect(kept).toEqual([]);
  });

  it("survives rows out of order, repeated and left out, in some answers or in all", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.bigInt(300n, 700n), fc.bigInt(0n, 40n)), { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(fc.bigInt(300n, 700n), fc.bigInt(0n, 3n)), { maxLength: 4 }),
        fc.infiniteStream(fc.constantFrom("good", "shuffled", "repeated", "omitted")),
        async (ranges, holes, faults) => {
          const wanted = joinRanges(ranges.map(([from, length]) => ({ from, to: from + length })));
          const absent = joinRanges(holes.map(([from, length]) => ({ from, to: from + length })));
          // What three answers left out in a row cannot be told from what never was: two times at most, here.
          const drops = new Map<bigint, number>();
          const keeps = (one: HistoryRow, i: number) => {
            const before = drops.get(one.sequence) ?? 0;
            if (i % 7 !== 3 || before >= 2) return true;
            drops.set(one.sequence, before + 1);
            return false;
          };
          const spoil = (page: HistoryPage): HistoryPage => {
            const fault = faults.next().value;
            const rows =
              fault === "shuffled"
                ? [...page.rows.filter((_, i) => i % 2 === 1), ...page.rows.filter((_, i) => i % 2 === 0)]
                : fault === "repeated"
                  ? page.rows.flatMap((one, i) => (i % 3 === 0 ? [one, one] : [one]))
                  : fault === "omitted"
                    ? page.rows.filter(keeps)
                    : page.rows;
            return { ...page, rows };
          };
          const { outcome, kept, calls } = await run({ ...whole, absent, spoil }, wanted);
          expect(calls).toBeLessThan(500);
          // each row once; what is kept and what remains is what was asked
          expect(new Set(kept).size).toBe(kept.length);
          expect(subtractRanges(wanted, rangesOfNumbers(kept))).toEqual(outcome.remaining);
          // nothing is called omitted that the venue has
          expect(subtractRanges(outcome.omitted, absent)).toEqual([]);
          expect(outcome.expired).toEqual([]);
          const unresolved = countRanges(outcome.remaining) - countRanges(outcome.omitted);
          expect(unresolved === 0n || outcome.note !== null).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it("stops after its calls, whatever the venue does", async () => {
  let call = 0n;
  const spoil = () => ({ rows: [row(1_000n + call++)], unreadable: 0, next: call * 1_000n });
  const { calls } = await run(
    { paging: "up", lowest: 1n, highest: 9n, absent: [], spoil },
    [{ from: 1n, to: 100_000n }],
    40,
  );
  expect(calls).toBeLessThanOrEqual(43);
});
