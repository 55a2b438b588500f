import { createServer, type ServerResponse } from "node:http";
import type { HistoryVenue } from "@/domain/gap/backfill/venues";
import { binanceFrame } from "../../ingest/testing/binance-frame";

/** What a call meets in place of a good answer. */
export type StubFault =
  | "429"
  | "418"
  | "500"
  | "401"
  | "truncated"
  | "not-json"
  | "hang-up"
  | "shuffled"
  | "repeated"
  | "omits-some"
  | "stuck";

export interface VenueStub {
  url: string;
  /** calls so far, with the cursor that was sent and what was met */
  calls: { from: bigint | null; fault: StubFault | null }[];
  stop(): Promise<void>;
}

const PAGE = 1_000;

/** what each venue calls its cursor */
const CURSOR: Readonly<Record<HistoryVenue, string>> = {
  binance: "fromId",
  coinbase: "after",
  kraken: "since",
};

/** ms; a trade a millisecond */
const timeOf = (number: bigint) => 1_750_000_000_000n + number;

/** The symbol under which a stub's trades are published. */
export const STUB_SYMBOL: Readonly<Record<HistoryVenue, string>> = {
  binance: "AAAUSDT",
  coinbase: "AAA-USD",
  kraken: "AAA/USD",
};

/** The feed's frame of a stub's trade. */
export function stubFrame(venue: HistoryVenue, number: number): string {
  if (venue === "binance") return binanceFrame(number);
  const time = new Date(Number(timeOf(BigInt(number)))).toISOString();
  const symbol = STUB_SYMBOL[venue];
  return venue === "coinbase"
    ? `{"type":"match","trade_id":${number},"side":"buy","size":"2.0","price":"10.50","product_id":"${symbol}","time":"${time}"}`
    : `{"channel":"trade","type":"update","data":[{"symbol":"${symbol}","side":"sell","price":10.50,"qty":2.0,"ord_type":"limit","trade_id":${number},"timestamp":"${time}"}]}`;
}

/**
 * A venue with a history of trades, as nasty as a test wants: `lowest` to `highest` but those `absent`, each as
 * `stubFrame` writes it. `fault` says what a call meets, by its number from 0 on.
 */
export async function startVenueStub(options: {
  venue?: HistoryVenue;
  lowest: bigint;
  highest: bigint;
  absent?: (number: bigint) => boolean;
  fault?: (call: number) => StubFault | null;
}): Promise<VenueStub> {
  const { venue = "binance", absent = () => false, fault = () => null } = options;
  const calls: VenueStub["calls"] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? "/", "http://stub").searchParams;
    const text = query.get(CURSOR[venue]);
    const asked = text === null ? null : BigInt(text);
    const met = fault(calls.length);
    calls.push({ from: asked, fault: met });
    if (met === "hang-up") return void request.socket.destroy();
    if (met === "429" || met === "418" || met === "500" || met === "401")
      return send(response, Number(met), '{"code":-1003,"msg":"no"}', { "Retry-After": "1" });
    if (met === "not-json") return send(response, 200, "<html>maintenance</html>");
    const numbers = page(venue, met === "stuck" ? null : asked, { ...options, absent });
    const body = bodyOf(venue, spoil(numbers, met));
    send(response, 200, met === "truncated" ? body.slice(0, Math.floor(body.length * 0.6)) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stub has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spoil(numbers: bigint[], fault: StubFault | null): bigint[] {
  if (fault === "shuffled")
    return [...numbers.filter((n) => n % 2n === 1n), ...numbers.filter((n) => n % 2n === 0n)];
  if (fault === "repeated") return numbers.flatMap((n) => (n % 3n === 0n ? [n, n] : [n]));
  if (fault === "omits-some") return numbers.filter((n) => n % 5n !== 3n);
  return numbers;
}

/** The numbers of one page, in the venue's order; the newest where no cursor is given. */
function page(
  venue: HistoryVenue,
  cursor: bigint | null,
  { lowest, highest, absent }: { lowest: bigint; highest: bigint; absent: (number: bigint) => boolean },
): bigint[] {
  const has = (number: bigint) => number >= lowest && number <= highest && !absent(number);
  const numbers: bigint[] = [];
  if (venue === "coinbase") {
    let n = cursor === null || cursor > highest ? highest : cursor - 1n;
    for (; n >= lowest && numbers.length < PAGE; n--) if (has(n)) numbers.push(n);
    return numbers;
  }
  const first =
    cursor === null
      ? highest - BigInt(PAGE) + 1n
      : venue === "binance"
        ? cursor
        : cursor / 1_000_000n - timeOf(0n) + 1n;
  for (let n = first < lowest ? lowest : first; n <= highest && numbers.length < PAGE; n++)
    if (has(n)) numbers.push(n);
  return numbers;
}

function bodyOf(venue: HistoryVenue, numbers: readonly bigint[]): string {
  const rows = numbers.map((number) => rowOf(venue, number)).join(",");
  if (venue !== "kraken") return `[${rows}]`;
  const last = numbers.reduce((high, number) => (number > high ? number : high), 0n);
  return `{"error":[],"result":{"AAAUSD":[${rows}],"last":"${timeOf(last) * 1_000_000n}"}}`;
}

function rowOf(venue: HistoryVenue, number: bigint): string {
  const time = timeOf(number);
  switch (venue) {
    case "binance":
      return `{"id":${number},"price":"10.50","qty":"2.0","quoteQty":"21.00","time":${time},"isBuyerMaker":true,"isBestMatch":true}`;
    case "coinbase":
      return `{"trade_id":${number},"side":"buy","size":"2.0","price":"10.50","time":"${new Date(Number(time)).toISOString()}"}`;
    case "kraken":
      return `["10.50","2.0",${time / 1_000n}.${String(time % 1_000n).padStart(3, "0")},"s","l","",${number}]`;
  }
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(text);
}
