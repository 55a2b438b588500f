import { describe, expect, it } from "vitest";
import { BatchQueue } from "./batch-queue";
import type { TapeBatch } from "./read-tape";

const row = {
  sourceId: 1,
  frameIndex: 0,
  instrumentId: 1,
  time: 0,
  price: "1",
  quantity: "1",
  side: 1,
  tradeId: "1",
  ingestedAt: 0,
};

function batch(from: bigint, count: number): TapeBatch {
  const position = (offset: bigint) => ({ time: 0, stored: offset, sources: new Map([[1, offset]]) });
  const rows = Array.from({ length: count }, (_, index) => ({ ...row, sourceOffset: from + BigInt(index) }));
  return { from: position(from), to: position(from + BigInt(count)), rows, skipped: 0n };
}

describe("BatchQueue", () => {
  it("hands batches over in order, also to one who waits", async () => {
    const queue = new BatchQueue();
    const signal = new AbortController().signal;
    queue.push(batch(0n, 2));
    expect((await queue.next(signal))?.rows).toHaveLength(2);
    const waiting = queue.next(signal);
    queue.push(batch(2n, 1));
    expect((await waiting)?.rows).toHaveLength(1);
  });

  it("ends with its signal", async () => {
    const end = new AbortController();
    const waiting = new BatchQueue().next(end.signal);
    end.abort();
    expect(await waiting).toBeNull();
  });

  it("keeps a bounded number of rows for a slow reader, and loses no count", async () => {
    const queue = new BatchQueue();
    const signal = new AbortController().signal;
    for (let index = 0; index < 100; index += 1) queue.push(batch(BigInt(index * 1_000), 1_000));
    let rows = 0;
    let skipped = 0n;
    let end = 0n;
    while (end < 100_000n) {
      const next = await queue.next(signal);
      rows += next?.rows.length ?? 0;
      skipped += next?.skipped ?? 0n;
      end = next?.to.sources.get(1) ?? end;
    }
    expect(rows).toBeLessThanOrEqual(5_000);
    expect(BigInt(rows) + skipped).toBe(100_000n);
  });
});
