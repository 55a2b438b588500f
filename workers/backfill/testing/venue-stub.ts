import { createServer, type ServerResponse } from "node:http";

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
  /** calls so far, with what was asked and met */
  calls: { from: bigint | null; fault: StubFault | null }[];
  stop(): Promise<void>;
}

const PAGE = 1_000;

/**
 * A venue with Binance's history, as nasty as a test wants: trades `lowest` to `highest` but those `absent`, each as
 * `binanceFrame` writes it. `fault` says what a call meets, by its number from 0 on.
 */
export async function startVenueStub(options: {
  lowest: bigint;
  highest: bigint;
  absent?: (number: bigint) => boolean;
  fault?: (call: number) => StubFault | null;
}): Promise<VenueStub> {
  const { lowest, highest, absent = () => false, fault = () => null } = options;
  const calls: VenueStub["calls"] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? "/", "http://stub").searchParams;
    const asked = query.get("fromId");
    const met = fault(calls.length);
    calls.push({ from: asked === null ? null : BigInt(asked), fault: met });
    if (met === "hang-up") return void request.socket.destroy();
    if (met === "429" || met === "418" || met === "500" || met === "401")
      return send(response, Number(met), '{"code":-1003,"msg":"no"}', { "Retry-After": "1" });
    if (met === "not-json") return send(response, 200, "<html>maintenance</html>");
    const from = asked === null || met === "stuck" ? highest - BigInt(PAGE) + 1n : BigInt(asked);
    const numbers: bigint[] = [];
    for (let n = from < lowest ? lowest : from; n <= highest && numbers.length < PAGE; n++)
      if (!absent(n)) numbers.push(n);
    const text = `[${spoil(numbers, met).map(rowOf).join(",")}]`;
    send(response, 200, met === "truncated" ? text.slice(0, Math.floor(text.length * 0.6)) : text);
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

function rowOf(number: bigint): string {
  const time = 1_750_000_000_000n + number;
  return `{"id":${number},"price":"10.50","qty":"2.0","quoteQty":"21.00","time":${time},"isBuyerMaker":true,"isBestMatch":true}`;
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
