import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BackfillReceipt } from "@/domain/gap/backfill/receipt";
import { HISTORY_VENUES, type HistoryVenue } from "@/domain/gap/backfill/venues";
import { type BackfillHarness, createBackfillHarness } from "./testing/backfill-harness";
import { STUB_SYMBOL, type StubFault, startVenueStub, stubFrame, type VenueStub } from "./testing/venue-stub";

const HIGHEST = 6_000;
/** faults after which the same call has to be made again */
const AGAIN: readonly (StubFault | null)[] = ["429", "418", "500", "truncated", "hang-up", "not-json"];

let harness: BackfillHarness;
let stub: VenueStub;

beforeEach(async () => {
  harness = await createBackfillHarness();
  await harness.start();
});
afterEach(async () => {
  await harness.stop();
  await stub.stop();
});

const within = (n: number, from: number, to: number) => n >= from && n <= to;

/** Has a venue's trades published but for those lost, and fetches these from a stub that misbehaves by this script. */
async function backfillFrom(
  venue: HistoryVenue,
  isLost: (number: number) => boolean,
  options: { absent?: (number: bigint) => boolean; fault: (call: number) => StubFault | null },
): Promise<{ state: string; receipt: BackfillReceipt }> {
  stub = await startVenueStub({ venue, lowest: 1n, highest: BigInt(HIGHEST), ...options });
  const frames: string[] = [];
  for (let n = 1; n <= HIGHEST; n++) if (!isLost(n)) frames.push(stubFrame(venue, n));
  await harness.publish(venue, frames, STUB_SYMBOL[venue]);
  const [job = 0n] = await harness.backfill();
  await harness.startJobs({ [venue]: stub.url }, { limit: { weightPerSecond: 1e6, burst: 1e6 } });
  return harness.ended(job);
}

describe.each(HISTORY_VENUES)("%s", (venue) => {
  it("ends with what a nasty venue gives, and never loops", async () => {
    const faults: StubFault[] = [
      "429",
      "418",
      "500",
      "truncated",
      "hang-up",
      "not-json",
      "shuffled",
      "repeated",
      "omits-some",
      "stuck",
      "500",
      "429",
      "shuffled",
    ];
    const { state, receipt } = await backfillFrom(
      venue,
      (n) => within(n, 100, 1_400) || within(n, 3_000, 3_010),
      { absent: (n) => n >= 150n && n <= 152n, fault: (call) => faults[call] ?? null },
    );
    expect(state).toBe("done");
    expect(receipt).toMatchObject({
      asked: "1312",
      received: "1309",
      stored: "1309",
      stillMissing: "3",
      omitted: "3",
      unresolved: "0",
      retries: String(stub.calls.filter(({ fault }) => AGAIN.includes(fault)).length),
    });
    // Every kind was met, and none twice as often as it has to be.
    expect(new Set(stub.calls.map(({ fault }) => fault))).toEqual(new Set([...faults, null]));
    expect(stub.calls.length).toBeLessThan(40);
    expect(await harness.missing(STUB_SYMBOL[venue])).toEqual(["150-152 unrecoverable"]);
    const [gap] = await harness.database.sql<{ cause: string; evidence: unknown }[]>`
      select cause, evidence from sequence_gaps where state = 'unrecoverable'`;
    expect(gap).toEqual({
      cause: "venue",
      evidence: { cause: "venue", settled: true, omitted: "3", expired: "0" },
    });
    await harness.proven();
  });

  it("claims nothing of a venue whose pages never advance", async () => {
    const { state, receipt } = await backfillFrom(venue, (n) => within(n, 100, 110), {
      fault: () => "stuck",
    });
    expect(state).toBe("done");
    expect(receipt).toMatchObject({ received: "0", omitted: "0", expired: "0", unresolved: "11" });
    expect(receipt.notes.join()).toMatch(/do not advance|differ/);
    expect(stub.calls.length).toBeLessThan(30);
    expect(await harness.missing(STUB_SYMBOL[venue])).toEqual(["100-110 open"]);
  });
});
