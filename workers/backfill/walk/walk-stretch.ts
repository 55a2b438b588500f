import { intersectRanges, joinRanges, subtractRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import { Numbering } from "./numbering";
import { Pass } from "./pass";
import { passByTime } from "./pass-by-time";
import { passDown } from "./pass-down";
import { passUp } from "./pass-up";
import type { Walk, WalkOutcome } from "./types";
import { Wanted } from "./wanted";

/**
 * The first pass fetches; the next two ask for what was left out, each from another place. Where one of them met an
 * answer that proves nothing, up to two more.
 */
const PASSES = 5;

/**
 * Fetches the wanted numbers of one stretch. An answer that leaves a number out proves little: what the first pass did
 * not bring is asked for twice more, with neighbours on both sides, before it counts as omitted or expired. Numbers of
 * before a restart count as expired once the venue has shown that its numbers mean other trades now. Ends after five
 * passes, or after `maxCalls` questions, whatever the venue answers.
 */
export async function walkStretch(walk: Walk): Promise<WalkOutcome> {
  const wanted = new Wanted(walk.targets);
  const numbering = new Numbering(walk.numbering);
  let calls = 0;
  const bounded: Walk = {
    ...walk,
    ask: async (ask) => {
      calls++;
      return numbering.keep(ask, await walk.ask(ask));
    },
  };
  const spent = () => calls >= walk.maxCalls;
  const run = { up: passUp, down: passDown, time: passByTime }[walk.paging];
  const omitted = new TwiceProven();
  const expired = new TwiceProven();
  const proven = () => joinRanges([...omitted.ranges, ...expired.ranges]);
  const unresolvedNow = () => subtractRanges(wanted.remaining, proven());
  let note: string | null = null;
  for (let pass = 1; pass <= PASSES && unresolvedNow().length > 0 && !spent(); pass++) {
    const outcome = await run(new Pass(bounded, wanted, pass, spent));
    note = outcome.note;
    if (pass === 1) continue;
    omitted.add(outcome.omitted);
    expired.add(outcome.expired);
    if (numbering.isDoubtful && (await numbering.isReplaced(walk))) expired.ranges = wanted.remaining;
  }
  const unresolved = unresolvedNow();
  if (spent()) note = `stopped after ${calls} calls, more than this stretch should take`;
  note ??= "the venue's answers differ from one time to the next";
  return {
    remaining: wanted.remaining,
    omitted: intersectRanges(wanted.remaining, omitted.ranges),
    expired: intersectRanges(wanted.remaining, expired.ranges),
    note: unresolved.length === 0 ? null : note,
  };
}

/** Numbers of which two passes said the same. */
class TwiceProven {
  ranges: SequenceRange[] = [];
  #once: SequenceRange[] = [];

  add(ranges: readonly SequenceRange[]): void {
    this.ranges = joinRanges([...this.ranges, ...intersectRanges(this.#once, ranges)]);
    this.#once = joinRanges([...this.#once, ...ranges]);
  }
}
