import { describe, expect, it } from "vitest";
import { decideCause, restingState } from "./decide-cause";
import type { CauseEvidence, GapFacts } from "./types";

const SECOND = 1_000_000;
const at = (seconds: number) => 1_700_000_000_000_000 + seconds * SECOND;
const gap: GapFacts = {
  missing: [{ from: 11n, to: 14n }],
  timeBefore: at(0),
  timeAfter: at(10),
  before: { sourceId: 1, offset: 100 },
  after: { sourceId: 1, offset: 110 },
  omitted: [],
  expired: [],
};
const nothing: CauseEvidence = { letters: [], unreadable: [], outages: [], lost: [] };
const letters = (...numbers: bigint[]) => numbers.map((sequence) => ({ id: sequence + 1_000n, sequence }));
const outage = (from: number, to: number | null, reason = "closed: code 1006") => ({
  id: 7n,
  disconnectedAt: at(from),
  reconnectedAt: to === null ? null : at(to),
  reason,
});

describe("decideCause", () => {
  it("knows nothing without evidence", () => {
    const verdict = decideCause(gap, nothing);
    expect(verdict).toEqual({ cause: "unknown", settled: false });
    expect(restingState(verdict)).toBe("open");
  });

  it("takes dead letters with all of the numbers, before anything else", () => {
    const verdict = decideCause(gap, {
      ...nothing,
      letters: letters(11n, 12n, 13n, 14n),
      outages: [outage(1, 9)],
    });
    expect(verdict).toMatchObject({ cause: "dead-letter", settled: true, covered: 4n });
    expect(restingState(verdict)).toBe("explained");
  });

  it("tells, but does not settle, what dead letters explain in part", () => {
    const verdict = decideCause(gap, { ...nothing, letters: letters(12n) });
    expect(verdict).toMatchObject({ cause: "dead-letter", settled: false, covered: 1n });
    expect(restingState(verdict)).toBe("open");
  });

  it("takes an outage that the gap's time touches", () => {
    expect(decideCause(gap, { ...nothing, outages: [outage(1, 9)] })).toMatchObject({
      cause: "socket-drop",
      settled: true,
    });
    expect(decideCause(gap, { ...nothing, outages: [outage(5, null)] })).toMatchObject({
      cause: "socket-drop",
    });
    // the venue's clock and ours stand a little apart
    expect(decideCause(gap, { ...nothing, outages: [outage(10.2, 12)] })).toMatchObject({
      cause: "socket-drop",
    });
  });

  it("does not take an outage that began after the gap ended, or ended before it began", () => {
    expect(decideCause(gap, { ...nothing, outages: [outage(11, 20), outage(-20, -1)] }).cause).toBe(
      "unknown",
    );
  });

  it("tells a restart of the feed from a lost socket", () => {
    expect(decideCause(gap, { ...nothing, outages: [outage(1, 9, "restart: the feed worker")] }).cause).toBe(
      "restart",
    );
  });

  it("takes records that Kafka deleted between the two trades, and no others", () => {
    const lost = { id: 3n, sourceId: 1, fromOffset: 101, toOffset: 109 };
    expect(decideCause(gap, { ...nothing, lost: [lost] })).toMatchObject({
      cause: "partition-lost",
      settled: true,
      lost,
    });
    for (const other of [
      { ...lost, sourceId: 2 },
      { ...lost, fromOffset: 90 },
      { ...lost, toOffset: 120 },
    ])
      expect(decideCause(gap, { ...nothing, lost: [other] }).cause).toBe("unknown");
  });

  it("takes unreadable records between the two trades where there are enough", () => {
    const unreadable = [101, 102, 103, 104].map((offset) => ({ id: BigInt(offset), sourceId: 1, offset }));
    expect(decideCause(gap, { ...nothing, unreadable })).toMatchObject({
      cause: "dead-letter",
      settled: true,
    });
    expect(decideCause(gap, { ...nothing, unreadable: unreadable.slice(1) })).toMatchObject({
      settled: false,
    });
    const outside = unreadable.map((letter) => ({ ...letter, offset: letter.offset + 50 }));
    expect(decideCause(gap, { ...nothing, unreadable: outside }).cause).toBe("unknown");
  });

  it("says that the venue has none only where every number was asked for", () => {
    const omitted = [{ from: 11n, to: 13n }];
    expect(decideCause({ ...gap, omitted }, nothing).cause).toBe("unknown");
    const verdict = decideCause({ ...gap, omitted, expired: [{ from: 14n, to: 14n }] }, nothing);
    expect(verdict).toEqual({ cause: "venue", settled: true, omitted: 3n, expired: 1n });
    expect(restingState(verdict)).toBe("unrecoverable");
  });
});
