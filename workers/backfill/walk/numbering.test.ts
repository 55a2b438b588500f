import { describe, expect, it } from "vitest";
import type { Ask, HistoryPage, HistoryRow } from "@/domain/gap/history/venue-history";
import { rangesOfNumbers } from "@/domain/gap/ranges";
import type { SequenceEpoch } from "@/domain/sequence/types";
import type { Walk } from "./types";
import { walkStretch } from "./walk-stretch";

const PAGE = 20;
const START = 1_700_000_000_000_000;
const GAP = { from: 105n, to: 109n };

interface Era {
  lowest: bigint;
  highest: bigint;
  /** time of its first trade, µs; the others follow a millisecond apart */
  time: number;
}
const before: Era = { lowest: 1n, highest: 200n, time: START };
/** began anew a second after the last trade, and has reached the numbers of before */
const far: Era = { lowest: 1n, highest: 150n, time: START + 1_200_000 };
/** … or has not */
const near: Era = { lowest: 1n, highest: 60n, time: START + 1_200_000 };

const rowsOf = ({ lowest, highest, time }: Era): HistoryRow[] => {
  const rows: HistoryRow[] = [];
  for (let n = lowest; n <= highest; n++)
    rows.push({ sequence: n, timeMicros: time + Number(n - lowest) * 1_000, frame: `${time}#${n}` });
  return rows;
};
const epochOf = (era: Era, epoch: number): SequenceEpoch => ({
  epoch,
  lowest: era.lowest,
  lowestTime: era.time,
  highest: era.highest,
  highestTime: era.time + Number(era.highest - era.lowest) * 1_000,
});

/** What a venue answers that looks numbers up among `rows`, and times among them too. */
function answer(rows: readonly HistoryRow[], ask: Ask): HistoryRow[] {
  if (ask.kind === "from") return rows.filter((row) => row.sequence >= ask.number).slice(0, PAGE);
  if (ask.kind === "below")
    return rows
      .filter((row) => row.sequence < ask.number)
      .slice(-PAGE)
      .reverse();
  return rows.filter((row) => BigInt(row.timeMicros) * 1000n > ask.nanos).slice(0, PAGE);
}

async function fetchGap(
  paging: Walk["paging"],
  after: Era,
  served: (ask: Ask, call: number) => HistoryRow[],
  epoch = 0,
) {
  const kept: HistoryRow[] = [];
  let calls = 0;
  const era = epoch === 0 ? before : after;
  const timeOf = (n: bigint) => era.time + Number(n - era.lowest) * 1_000;
  const outcome = await walkStretch({
    paging,
    numbering: { epochs: [epochOf(before, 0), epochOf(after, 1)], epoch },
    targets: [{ wanted: [GAP], timeBefore: timeOf(GAP.from - 1n), timeAfter: timeOf(GAP.to + 1n) }],
    maxCalls: 40,
    async ask(ask): Promise<HistoryPage> {
      const rows = served(ask, ++calls);
      const last = rows.at(-1);
      return { rows, unreadable: 0, next: last === undefined ? null : BigInt(last.timeMicros) * 1000n };
    },
    async keep(rows) {
      kept.push(...rows);
    },
  });
  return { outcome, kept, calls };
}

const fetched = { remaining: [], omitted: [], expired: [], note: null };
const replaced = { remaining: [GAP], omitted: [], expired: [GAP], note: null };

describe.each([
  ["has not reached these numbers again", near],
  ["has given these numbers to other trades", far],
])("after a restart, a venue asked by number that %s", (_, after) => {
  it.each(["up", "down"] as const)("is shown to serve the new trades only, paging %s", async (paging) => {
    const { outcome, kept, calls } = await fetchGap(paging, after, (ask) => answer(rowsOf(after), ask));
    expect(outcome).toEqual(replaced);
    expect(kept).toEqual([]);
    expect(calls).toBeLessThan(10);
  });

  it("brings them back where it is asked by time", async () => {
    const both = [...rowsOf(before), ...rowsOf(after)];
    const { outcome, kept } = await fetchGap("time", after, (ask) => answer(both, ask));
    expect(outcome).toEqual(fetched);
    expect(kept.every((row) => row.timeMicros < after.time)).toBe(true);
    expect(rangesOfNumbers(kept.map((row) => row.sequence))).toEqual([GAP]);
  });
});

describe.each(["up", "down"] as const)("paging %s", (paging) => {
  it("takes trades of before a restart from a venue that still has them under their numbers", async () => {
    const { outcome, kept } = await fetchGap(paging, near, (ask) => answer(rowsOf(before), ask));
    expect(outcome).toEqual(fetched);
    expect(kept).toHaveLength(5);
  });

  it("takes the later trades for a gap of after the restart", async () => {
    const { outcome, kept } = await fetchGap(paging, far, (ask) => answer(rowsOf(far), ask), 1);
    expect(outcome).toEqual(fetched);
    expect(kept.every((row) => row.timeMicros >= far.time)).toBe(true);
  });

  it("claims nothing where the venue answers with nothing, or always with its newest page", async () => {
    const nothing = await fetchGap(paging, near, () => []);
    expect(nothing.outcome).toMatchObject({ remaining: [GAP], omitted: [], expired: [] });
    expect(nothing.outcome.note).not.toBeNull();
    const rows = rowsOf(near).slice(-PAGE);
    const stuck = await fetchGap(paging, near, () => (paging === "up" ? rows : [...rows].reverse()));
    expect(stuck.outcome).toMatchObject({ remaining: [GAP], omitted: [], expired: [] });
  });
});
