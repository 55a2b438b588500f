import type { APIRequestContext, Page } from "@playwright/test";
import { controlUrl } from "@/e2e/support/simulator";
import { expect } from "@/e2e/support/test";
import { type Range, readTruths, say, type Truth, toRanges, within } from "@/e2e/support/truth";

export type Visit = (path: string) => Promise<void>;

export interface ExportedGap {
  id: string;
  exchange: string;
  symbol: string;
  epoch: string;
  missingNumbers: string;
  cause: string;
  /** ISO 8601 */
  timeBefore: string;
  timeAfter: string;
  state: string;
}

/** All gaps as the page exports them. */
export async function exportGaps(request: APIRequestContext): Promise<ExportedGap[]> {
  const answer = await request.get("/api/export/gaps?format=ndjson");
  expect(answer.ok()).toBe(true);
  const text = (await answer.text()).trim();
  return text === "" ? [] : text.split("\n").map((line): ExportedGap => JSON.parse(line));
}

export function missingOf(
  gaps: readonly ExportedGap[],
  { venue, symbol }: Pick<Truth, "venue" | "symbol">,
): Range[] {
  return gaps
    .filter((gap) => gap.exchange === venue && gap.symbol === symbol && gap.missingNumbers !== "")
    .flatMap((gap) =>
      gap.missingNumbers.split(" ").map((text) => {
        const [from = "0", to = from] = text.split("-");
        return { from: BigInt(from), to: BigInt(to) };
      }),
    );
}

/** The numbers above `low` and up to `high` that a test answers for. */
export interface Span {
  low: bigint;
  high: bigint;
}

export const nameOf = ({ venue, symbol }: Pick<Truth, "venue" | "symbol">) => `${venue} ${symbol}`;

/** What every instrument misses within its spans, by the page and by the venue's own memory. */
export async function compare(
  request: APIRequestContext,
  spans: ReadonlyMap<string, readonly Span[]>,
): Promise<{ page: Record<string, string[]>; truth: Record<string, string[]> }> {
  const [gaps, truths] = [await exportGaps(request), await readTruths(request)];
  const page: Record<string, string[]> = {};
  const truth: Record<string, string[]> = {};
  for (const one of truths) {
    const mine = spans.get(nameOf(one)) ?? [];
    const cut = (ranges: readonly Range[]) => say(mine.flatMap(({ low, high }) => within(ranges, low, high)));
    page[nameOf(one)] = cut(missingOf(gaps, one));
    truth[nameOf(one)] = cut([...toRanges(one.unheard), ...toRanges(one.skipped)]);
  }
  return { page, truth };
}

/** Waits until the page misses what the venue knows to have been missed, range by range. */
export async function agrees(
  request: APIRequestContext,
  spans: ReadonlyMap<string, readonly Span[]>,
  timeout: number,
): Promise<Record<string, string[]>> {
  await expect
    .poll(
      async () => {
        const { page, truth } = await compare(request, spans);
        return JSON.stringify(page) === JSON.stringify(truth);
      },
      { timeout, intervals: [1_000] },
    )
    .toBe(true)
    .catch(() => undefined);
  // Says which ranges differ, where any do.
  const { page, truth } = await compare(request, spans);
  expect(page).toEqual(truth);
  return truth;
}

export async function lastNumbers(request: APIRequestContext): Promise<Map<string, bigint>> {
  const truths = await readTruths(request);
  return new Map(truths.map((one) => [nameOf(one), BigInt(one.lastId ?? "0")]));
}

export async function post(request: APIRequestContext, action: string, data: object): Promise<void> {
  const answer = await request.post(`${controlUrl}/${action}`, { data });
  expect(answer.ok()).toBe(true);
}

/** Waits until every instrument has issued trades past these numbers. */
export async function moveOn(
  request: APIRequestContext,
  than: ReadonlyMap<string, bigint>,
  by: bigint,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const now = await lastNumbers(request);
        return [...than].every(([name, number]) => (now.get(name) ?? 0n) >= number + by);
      },
      { timeout: 90_000, intervals: [1_000] },
    )
    .toBe(true);
}

/** Waits until every instrument's newest trade was heard: no socket is lost, and no fault strikes. */
export async function heardAgain(request: APIRequestContext): Promise<void> {
  await expect
    .poll(
      async () =>
        (await readTruths(request)).filter((one) => one.unheard.at(-1)?.to === one.lastId).map(nameOf),
      { timeout: 180_000, intervals: [1_000] },
    )
    .toEqual([]);
}

export async function startBackfill(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Backfill from the venues" });
  await dialog.getByRole("button", { name: "Also numbers that lie in the dead letters" }).click();
  await dialog.getByLabel(/Why\?/).fill("an outage that the browser test made");
  await dialog.getByRole("button", { name: /^Fetch [\d,]+ trades with [\d,]+ calls?$/ }).click();
  await expect(dialog).toBeHidden();
}

/** The numbers of `a` that are in `b` too. */
export function onlyIn(a: readonly Range[], b: readonly Range[]): Range[] {
  return a.flatMap((one) => within(b, one.from - 1n, one.to));
}
