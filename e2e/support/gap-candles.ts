import type { APIRequestContext, Page } from "@playwright/test";
import type { Span, Visit } from "@/e2e/support/gaps";
import { expect } from "@/e2e/support/test";
import { readIssued } from "@/e2e/support/truth";

/** The number in the URL of an instrument's page, whose candles are hatched now. */
export async function hatchedInstrument(
  page: Page,
  visit: Visit,
  name: string,
  range: string,
): Promise<number> {
  const answer = await page.request.get("/api/trpc/instruments.list?input=%7B%22json%22%3A%7B%7D%7D");
  const body: { result: { data: { json: { id: number; exchange: string; symbol: string }[] } } } =
    await answer.json();
  const found = body.result.data.json.find((one) => `${one.exchange} ${one.symbol}` === name);
  if (found === undefined) throw new Error(`${name} is not stored`);
  await visit(`/trades?instrument=${found.id}&range=${range}`);
  await expect(page.getByTestId("candles")).not.toHaveAttribute("data-hatched", "0");
  return found.id;
}

export async function candlesAreWhole(page: Page, visit: Visit, id: number, range: string): Promise<void> {
  await visit(`/trades?instrument=${id}&range=${range}`);
  await expect(page.getByTestId("candles")).toHaveAttribute("data-hatched", "0");
}

/** Each minute of a span, once it is over, against all trades that the venue issued in it. */
export async function candlesAreExact(
  page: Page,
  request: APIRequestContext,
  name: string,
  id: number,
  { low, high }: Span,
): Promise<void> {
  const MINUTE = 60_000_000;
  const [venue = "", symbol = ""] = name.split(" ");
  const issued = await readIssued(request, venue, symbol);
  const minuteOfNumber = (number: bigint) =>
    Math.floor((issued.find((trade) => BigInt(trade.id) === number)?.timeMicros ?? 0) / MINUTE);
  const first = minuteOfNumber(low);
  const last = Math.min(minuteOfNumber(high), Math.floor(Date.now() / 60_000) - 1);
  expect(first).toBeGreaterThan(0);
  expect(last).toBeGreaterThanOrEqual(first);
  const input = {
    json: { instrumentId: id, zoom: "1m", range: { from: first * MINUTE, to: (last + 1) * MINUTE } },
  };
  const answer = await page.request.get(
    `/api/trpc/candles.range?input=${encodeURIComponent(JSON.stringify(input))}`,
  );
  interface WireCandle {
    bucket: number;
    open: string;
    high: string;
    low: string;
    close: string;
    trades: string;
  }
  const body: { result: { data: { json: { candles: WireCandle[] } } } } = await answer.json();
  const stored = body.result.data.json.candles;
  for (let minute = first; minute <= last; minute++) {
    const trades = issued.filter((trade) => Math.floor(trade.timeMicros / MINUTE) === minute);
    const prices = trades.map((trade) => Number(trade.price));
    const candle = stored.find((one) => one.bucket === minute * MINUTE);
    expect({
      trades: Number(candle?.trades ?? 0),
      open: Number(candle?.open),
      high: Number(candle?.high),
      low: Number(candle?.low),
      close: Number(candle?.close),
    }).toEqual({
      trades: trades.length,
      open: prices[0],
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: prices.at(-1),
    });
  }
}
