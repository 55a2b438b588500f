import type { SequenceRange } from "../sequence/types";
import { countRanges, joinRanges, rangesOfNumbers, subtractRanges } from "./ranges";
import type { CauseEvidence, GapCause, GapFacts, LostFact, OutageFact, UnreadableLetter } from "./types";

/** How far a venue's clock and ours may stand apart before an outage of a moment is no longer recognised, µs. */
export const CLOCK_TOLERANCE = 250_000;

/** A cause with what shows it; `settled` where it explains every missing number. */
export type CauseVerdict =
  | { cause: "dead-letter"; settled: boolean; letters: bigint[]; unread: bigint[]; covered: bigint }
  | { cause: "partition-lost"; settled: true; lost: LostFact }
  | { cause: "socket-drop" | "restart"; settled: true; outage: OutageFact }
  | { cause: "venue"; settled: true; omitted: bigint; expired: bigint }
  | { cause: "unknown"; settled: false };

/** at most so many ids are kept as evidence */
const SHOWN = 50;

/**
 * Why numbers are missing, from the strongest evidence to the weakest: numbers read in dead letters; the venue's own
 * answer; records that Kafka deleted between the two trades; an outage of the feed at that time; unreadable records
 * between the two trades, at least as many as numbers are missing. What only explains a part is told, not settled.
 */
export function decideCause(gap: GapFacts, evidence: CauseEvidence): CauseVerdict {
  const inLetters = rangesOfNumbers(evidence.letters.map((letter) => letter.sequence));
  const afterLetters = subtractRanges(gap.missing, inLetters);
  const letters = evidence.letters.slice(0, SHOWN).map((letter) => letter.id);
  const covered = countRanges(gap.missing) - countRanges(afterLetters);
  if (afterLetters.length === 0) return { cause: "dead-letter", settled: true, letters, unread: [], covered };

  const proven = joinRanges([...gap.omitted, ...gap.expired]);
  const rest = subtractRanges(afterLetters, proven);
  if (rest.length === 0) return venueVerdict(gap, afterLetters);

  const lost = evidence.lost.find((range) => liesBetween(gap, range));
  if (lost !== undefined) return { cause: "partition-lost", settled: true, lost };

  const outage = evidence.outages.find((one) => touches(gap, one));
  if (outage !== undefined)
    return {
      cause: outage.reason.startsWith("restart") ? "restart" : "socket-drop",
      settled: true,
      outage,
    };

  const unread = evidence.unreadable.filter((letter) => isBetween(gap, letter));
  const enough = BigInt(unread.length) >= countRanges(rest);
  if (covered > 0n || unread.length > 0)
    return {
      cause: "dead-letter",
      settled: enough,
      letters,
      unread: unread.slice(0, SHOWN).map((letter) => letter.id),
      covered,
    };
  return { cause: "unknown", settled: false };
}

function venueVerdict(gap: GapFacts, asked: readonly SequenceRange[]): CauseVerdict {
  const notOmitted = subtractRanges(asked, gap.omitted);
  return {
    cause: "venue",
    settled: true,
    omitted: countRanges(asked) - countRanges(notOmitted),
    expired: countRanges(notOmitted),
  };
}

/**
 * Whether the gap's time touches the outage. The gap's times are the venue's, the outage's are ours, hence the
 * tolerance; a gap that ended before the socket was lost is not explained by it.
 */
function touches(gap: GapFacts, { disconnectedAt, reconnectedAt }: OutageFact): boolean {
  const [from, to] = [Math.min(gap.timeBefore, gap.timeAfter), Math.max(gap.timeBefore, gap.timeAfter)];
  return (
    to >= disconnectedAt - CLOCK_TOLERANCE &&
    (reconnectedAt === null || from <= reconnectedAt + CLOCK_TOLERANCE)
  );
}

function liesBetween(gap: GapFacts, range: LostFact): boolean {
  const { before, after } = gap;
  if (after === null || after.sourceId !== range.sourceId || range.toOffset > after.offset) return false;
  return before !== null && before.sourceId === range.sourceId && before.offset < range.fromOffset;
}

function isBetween({ before, after }: GapFacts, letter: UnreadableLetter): boolean {
  if (before === null || after === null || before.sourceId !== after.sourceId) return false;
  return letter.sourceId === after.sourceId && letter.offset > before.offset && letter.offset < after.offset;
}

/** The state in which a gap rests while nothing is done about it. */
export function restingState(verdict: {
  cause: GapCause;
  settled: boolean;
}): "open" | "explained" | "unrecoverable" {
  if (verdict.cause === "venue" && verdict.settled) return "unrecoverable";
  return verdict.settled ? "explained" : "open";
}
