import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { ExportChoice } from "./export-texts";
import { type FileProgress, readFile } from "./read-file";

const choice: ExportChoice = {
  format: "csv",
  question: { instrumentId: 7, range: { from: 1, to: 2 } },
  columns: ["instrumentId", "time", "tradeId"],
};
const HEADERS = {
  "Content-Disposition": 'attachment; filename="k2-trades.csv"',
  "X-K2-Rows": "3",
  "X-K2-Row-Cap": "100",
  "X-K2-Next": encodeURIComponent("7~t3~é"),
};
const FILE = "instrumentId,time,tradeId\r\n7,t1,1\r\n7,t2,2\r\n7,t3,é\r\n";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The address of a server that answers so. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const made = createServer((_, response) => answer(response));
  server = made;
  await new Promise<void>((resolve) => {
    made.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

const read = (origin: string, signal = new AbortController().signal, told: FileProgress[] = []) =>
  readFile(choice, signal, (progress) => told.push(progress), origin);

describe("reading a file of trades", () => {
  it("gives the whole file, and tells how far it is", async () => {
    const told: FileProgress[] = [];
    const origin = await serve((response) => response.writeHead(200, HEADERS).end(FILE));
    const end = await read(origin, undefined, told);
    expect(end).toMatchObject({
      kind: "whole",
      head: { name: "k2-trades.csv", rows: 3, cap: 100, next: "7~t3~é" },
    });
    expect(end.kind === "whole" && (await end.blob.text())).toBe(FILE);
    expect(told.at(-1)).toMatchObject({ rows: 3, bytes: Buffer.byteLength(FILE) });
  });

  it.each([
    ["is cut off", (response: ServerResponse) => response.write(FILE.slice(0, 46), () => response.destroy())],
    ["ends too early", (response: ServerResponse) => response.end(FILE.slice(0, 46))],
  ])("keeps the whole rows of one that %s", async (_, finish) => {
    const end = await read(await serve((response) => finish(response.writeHead(200, HEADERS))));
    expect(end).toMatchObject({ kind: "broken", rows: 2, lastRow: "7,t2,2" });
    expect(end.kind === "broken" && (await end.blob.text())).toBe(FILE.slice(0, FILE.indexOf("7,t3")));
  });

  it("says why it is refused", async () => {
    const origin = await serve((response) =>
      response.writeHead(429, { "Content-Type": "application/json" }).end('{"error":"Try again later."}'),
    );
    expect(await read(origin)).toEqual({ kind: "refused", message: "Try again later." });
    const other = await serve((response) => response.writeHead(502).end("<html>"));
    expect(await read(other)).toEqual({ kind: "refused", message: "The console answered with status 502." });
    expect(await read("http://127.0.0.1:1")).toEqual({
      kind: "refused",
      message: "The console does not answer.",
    });
  });

  it("leaves off when it is told to, in the middle too", async () => {
    const leaving = new AbortController();
    const origin = await serve((response) => response.writeHead(200, HEADERS).write(FILE.slice(0, 46)));
    const end = readFile(choice, leaving.signal, () => leaving.abort(), origin);
    expect(await end).toEqual({ kind: "left" });
  });
});
