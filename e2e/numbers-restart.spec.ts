import type { APIRequestContext } from "@playwright/test";
import { candlesAreWhole, hatchedInstrument } from "@/e2e/support/gap-candles";
import {
  agrees,
  exportGaps,
  lastNumbers,
  missingOf,
  moveOn,
  nameOf,
  onlyIn,
  post,
  type Span,
  startBackfill,
} from "@/e2e/support/gaps";
import { controlUrl, setFaults } from "@/e2e/support/simulator";
import { expect, test } from "@/e2e/support/test";
import { readTruths, say, type Truth, toRanges, within } from "@/e2e/support/truth";

test.skip(controlUrl === undefined, "needs a simulator that can be told to misbehave");

test.afterAll(async ({ request }) => {
  await setFaults(request, "demo");
});

/** Loses, spoils, delays and repeats frames of every instrument for a while. @returns the numbers before and after it */
async function misbehave(request: APIRequestContext): Promise<Map<string, Span>> {
  const low = await lastNumbers(request);
  await setFaults(request, [
    { type: "lose", rate: 0.08, run: [1, 4] },
    { type: "malform", every: [2, 4] },
    { type: "delay", every: [1, 2], byMs: [300, 2_000] },
    { type: "repeat", every: [2, 4] },
  ]);
  await moveOn(request, low, 50n);
  await setFaults(request, []);
  // Frames that were held back come, and each number that nobody heard has a later one.
  const high = await lastNumbers(request);
  await moveOn(request, high, 15n);
  return new Map([...low].map(([name, number]) => [name, { low: number, high: high.get(name) ?? number }]));
}

/** What of these numbers the venue cannot give back any more. */
function lackingOf(truth: Truth, { low, high }: Span): string[] {
  return say(
    within(
      [...toRanges(truth.skipped), ...onlyIn(toRanges(truth.withheld), toRanges(truth.unheard))],
      low,
      high,
    ),
  );
}

test("a venue that restarts its numbers: gaps on both sides are told apart, and none stays open", async ({
  page,
  request,
  visit,
}) => {
  test.setTimeout(300_000);
  await setFaults(request, []);
  await moveOn(request, await lastNumbers(request), 15n);
  const began = Date.now();
  const before = await misbehave(request);
  const spans = new Map([...before].map(([name, span]) => [name, [span]]));
  await agrees(request, spans, 120_000);

  // Every venue goes back by a tenth, between two trades: a matter of microseconds.
  for (const { venue, symbol, lastId } of await readTruths(request))
    await post(request, "reset", { venue, symbol, to: String((BigInt(lastId ?? "0") * 9n) / 10n) });
  await expect
    .poll(async () => (await readTruths(request)).every((one) => one.eras.length > 1), { timeout: 60_000 })
    .toBe(true);
  await moveOn(request, await lastNumbers(request), 10n);
  const after = await misbehave(request);
  for (const [name, span] of after) spans.get(name)?.push(span);
  await agrees(request, spans, 120_000);

  const range = `${minuteOf(began)}..${minuteOf(Date.now() + 60_000)}`;
  const instrumentId = await hatchedInstrument(page, visit, "kraken BTC/USD", range);
  await visit("/gaps");
  await page.getByRole("button", { name: "Backfill all that match…" }).click();
  await startBackfill(page);
  const jobs = page.getByRole("grid", { name: "Backfills" });
  await expect(page.getByText("3 backfills started")).toBeVisible();
  for (const at of [1, 2, 3])
    await expect(jobs.getByRole("row").nth(at)).toContainText("Done", { timeout: 150_000 });

  let renumbered = "";
  const gaps = await exportGaps(request);
  for (const truth of await readTruths(request)) {
    const [old = { low: 0n, high: 0n }, now = { low: 0n, high: 0n }] = spans.get(nameOf(truth)) ?? [];
    const missing = (span: Span) => say(within(missingOf(gaps, truth), span.low, span.high));
    const { symbol } = truth;
    expect({ symbol, left: missing(now) }).toEqual({ symbol, left: lackingOf(truth, now) });
    // Asked by time, a venue still has the trades of before; asked by number, it has others by now.
    const all = say(within([...toRanges(truth.unheard), ...toRanges(truth.skipped)], old.low, old.high));
    const left = truth.venue === "kraken" ? lackingOf(truth, old) : all;
    expect({ symbol, left: missing(old) }).toEqual({ symbol, left });
    for (const gap of gaps) {
      const mine = missingOf([gap], truth);
      if (within(mine, old.low, old.high).length + within(mine, now.low, now.high).length === 0) continue;
      expect(["explained", "unrecoverable"]).toContain(gap.state);
      if (gap.state === "unrecoverable" && truth.venue === "binance") renumbered = gap.id;
    }
  }
  await candlesAreWhole(page, visit, instrumentId, range);
  await expect(page.getByRole("link", { name: /Accounted for/ })).toBeVisible();

  expect(renumbered).not.toBe("");
  await visit(`/gaps?gap=${renumbered}`);
  const sheet = page.getByRole("dialog", { name: /^Gap \d+/ });
  await expect(sheet.getByText("Of before a restart")).toBeVisible();
  await expect(sheet.getByText(/^Of before the venue's restart: [\d,]+/)).toBeVisible();
  await expect(sheet.getByTestId("gap-state")).toHaveText("Unrecoverable");
});

const minuteOf = (ms: number) => new Date(Math.floor(ms / 60_000) * 60_000).toISOString().replace(".000", "");
