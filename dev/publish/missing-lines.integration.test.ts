import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { childEnv } from "@/runtime/env";
import { binanceFrame } from "@/workers/ingest/testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "@/workers/ingest/testing/ingest-harness";
import { publishFile } from "./publish-file";

const LINES = 4_000;
const SYMBOLS = ["AAAUSDT", "BBBUSDT", "CCCUSDT"];
let harness: IngestHarness;
let folder: string;

beforeAll(async () => {
  harness = await createIngestHarness();
  folder = await mkdtemp(path.join(os.tmpdir(), "k2-lines-"));
});
afterAll(async () => {
  await harness.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Line {
  symbol: string;
  number: number;
}

interface LedgerJson {
  balanced: boolean;
  instruments: {
    symbol: string;
    stored: number;
    missing: number;
    gaps: { from: number; to: number }[];
  }[];
}

/** What `npm run ledger -- --json` prints, with its exit code. */
async function ledger(): Promise<{ code: number | null; json: LedgerJson }> {
  const child = spawn(process.execPath, ["--import", "tsx", "dev/cli/ledger.ts", "--json"], {
    env: childEnv({
      K2_DATABASE_URL: harness.database.url,
      K2_DATABASE_SOCKET: inject("databaseSocket"),
      K2_LOG_LEVEL: "fatal",
    }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (part) => {
    text += String(part);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, json: JSON.parse(text) };
}

async function publish(lines: readonly Line[], topic: string): Promise<void> {
  const file = path.join(folder, "frames.ndjson");
  await writeFile(file, lines.map(({ symbol, number }) => `${binanceFrame(number, {}, symbol)}\n`).join(""));
  expect(await publishFile(harness.producer, { file, topic, repeat: 1, stripPrefix: false })).toBe(
    lines.length,
  );
  await harness.caughtUp();
}

/** The ranges of the numbers that are out, but for those before the first or after the last that is in. */
function rangesOut(out: ReadonlySet<number>): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (let n = 1; n <= LINES; n++) {
    if (!out.has(n)) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last.to === n - 1) last.to = n;
    else ranges.push({ from: n, to: n });
  }
  return ranges;
}

async function holds(out: ReadonlyMap<string, ReadonlySet<number>>): Promise<void> {
  const { code, json } = await ledger();
  expect(code).toBe(0);
  expect(json.balanced).toBe(true);
  for (const symbol of SYMBOLS) {
    const account = json.instruments.find((one) => one.symbol === symbol);
    const missing = out.get(symbol) ?? new Set();
    expect(account?.gaps).toEqual(rangesOut(missing));
    expect(account).toMatchObject({ missing: missing.size, stored: LINES - missing.size });
  }
}

it("names exactly the lines that were taken out, and fills them in any order, partly too", async () => {
  const topic = harness.topic("market.crypto.trades.binance.raw");
  await harness.makeTopics([topic]);
  await harness.start();
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const out = new Map<string, Set<number>>(SYMBOLS.map((symbol) => [symbol, new Set()]));
  const kept: Line[] = [];
  const taken: Line[] = [];
  let left = 0;
  for (let number = 1; number <= LINES; number++)
    for (const symbol of SYMBOLS) {
      if (left === 0 && random() < 0.01) left = 1 + Math.floor(random() * 40);
      const isEdge = number === 1 || number === LINES;
      if (left > 0 && !isEdge) {
        left--;
        taken.push({ symbol, number });
        out.get(symbol)?.add(number);
      } else kept.push({ symbol, number });
    }
  expect(taken.length).toBeGreaterThan(300);
  await publish(kept, topic);
  await holds(out);

  const shuffled = taken.map((line) => ({ line, at: random() })).sort((a, b) => a.at - b.at);
  const half = Math.floor(shuffled.length / 2);
  for (const part of [shuffled.slice(0, half), shuffled.slice(half)]) {
    const lines = part.map((one) => one.line);
    await publish(lines, topic);
    for (const { symbol, number } of lines) out.get(symbol)?.delete(number);
    await holds(out);
  }
}, 120_000);
