import { describe, expect, it } from "vitest";
import { type Batches, LookQueue } from "./look-queue";

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

function look(from: bigint, count: number, id = 1): { batches: Batches } {
  const position = (offset: bigint) => ({ time: 0, stored: offset, sources: new Map([[1, offset]]) });
  const rows = Array.from({ length: count }, (_, index) => ({ ...row, sourceOffset: from + BigInt(index) }));
  const batch = { from: position(from), to: position(from + BigInt(count)), rows, skipped: 0n };
  return { batches: new Map([[id, batch]]) };
}

describe("LookQueue", () => {
  it("hands batches over in order, also to one who waits", async () => {
    const queue = new LookQueue();
    const signal = new AbortController().signal;
    queue.push(look(0n, 2));
    expect((await queue.next(signal))?.batches.get(1)?.rows).toHaveLength(2);
    const waiting = queue.next(signal);
    queue.push(look(2n, 1));
    expect((await waiting)?.batches.get(1)?.rows).toHaveLength(1);
  });

  it("ends with its signal", async () => {
    const end = new AbortController();
    const waiting = new LookQueue().next(end.signal);
    end.abort();
    expect(await waiting).toBeNull();
  });

  it("keeps a bounded number of rows for a slow reader, and loses no count", async () => {
    const queue = new LookQueue();
    const signal = new AbortController().signal;
    for (let index = 0; index < 100; index += 1) queue.push(look(BigInt(index * 1_000), 1_000));
    let rows = 0;
    let skipped = 0n;
    let end = 0n;
    while (end < 100_000n) {
      const next = (await queue.next(signal))?.batches.get(1);
      rows += next?.rows.length ?? 0;
      skipped += next?.skipped ?? 0n;
      end = next?.to.sources.get(1) ?? end;
    }
    expect(rows).toBeLessThanOrEqual(5_000);
    expect(BigInt(rows) + skipped).toBe(100_000n);
  });

  it("keeps few looks for one who stands still on a quiet market, with every trade of theirs", async () => {
    const queue = new LookQueue();
    for (let index = 0; index < 36_000; index += 1)
      queue.push(look(BigInt(index), index % 100 === 0 ? 1 : 0));
    expect(queue.size).toBeLessThan(5);
    const rows = [];
    while (queue.size > 0) {
      const batch = (await queue.next(new AbortController().signal))?.batches.get(1);
      expect(batch?.skipped).toBe(0n);
      rows.push(...(batch?.rows ?? []));
    }
    expect(rows.map((one) => Number(one.sourceOffset))).toEqual(
      Array.from({ length: 360 }, (_, index) => index * 100),
    );
  });

  it("puts each instrument's batches together, and leaves out one that the later look does not have", async () => {
    const queue = new LookQueue();
    queue.push({ batches: new Map([...look(0n, 2, 1).batches, ...look(0n, 3, 2).batches]) });
    queue.push(look(2n, 4, 1));
    const next = await queue.next(new AbortController().signal);
    expect([...(next?.batches.keys() ?? [])]).toEqual([1]);
    expect(next?.batches.get(1)?.rows).toHaveLength(6);
    expect(next?.batches.get(1)?.from.stored).toBe(0n);
  });
});
