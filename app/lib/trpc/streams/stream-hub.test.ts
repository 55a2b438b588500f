import { afterEach, describe, expect, it, vi } from "vitest";
import { FOLDS } from "@/app/lib/trpc/streams/folds";
import { type OpenStream, StreamHub, type StreamListener } from "@/app/lib/trpc/streams/stream-hub";
import { StreamLine } from "@/app/lib/trpc/streams/stream-line";
import type { TapeEvent } from "@/server/services/tape/tape-event";

const tape = { instrumentId: 1, maxRows: 40 };
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server's streams, fed by hand: which are open, by their input. */
function makeHub() {
  const open: { input: unknown; listener: StreamListener }[] = [];
  const source: OpenStream = ({ input }, listener) => {
    const one = { input, listener };
    open.push(one);
    return () => void open.splice(open.indexOf(one), 1);
  };
  return { hub: new StreamHub(source, FOLDS), open };
}

/** A tab, and what it was given; it takes what comes when it is told to. */
function makeTab(hub: StreamHub, { takes = true } = {}) {
  const { port1, port2 } = new MessageChannel();
  hub.connect(port1);
  ends.push(() => port2.close());
  const line = new StreamLine(port2);
  const keys: string[] = [];
  const states: string[] = [];
  let skipped = 0n;
  let waiting: (() => void)[] = [];
  const read = (path: string, input: object) =>
    line.subscribe(
      { path, input, traceparent: null },
      {
        onResult: (result) => {
          states.push(result.type === "state" ? result.state : result.type);
          if (result.type !== "data") return;
          const { data } = result.data as { data: TapeEvent };
          keys.push(...data.trades.map((trade) => trade.key));
          skipped += data.skipped;
        },
        onFailed: (failure) => states.push(`failed: ${failure.message}`),
        onCompleted: () => states.push("completed"),
        whenTaken: (done) => (takes ? done() : waiting.push(done)),
      },
    );
  const take = () => {
    const now = waiting;
    waiting = [];
    for (const done of now) done();
  };
  return { line, port: port2, read, take, keys, states, counted: () => ({ shown: keys.length, skipped }) };
}

let last = 0;
function event(trades: number, skipped = 0n) {
  const made = Array.from({ length: trades }, () => ({
    key: String(last++),
    time: 1,
    price: "1",
    quantity: "1",
    side: "buy" as const,
    tradeId: "1",
    ingestedAt: 1,
  }));
  const data: TapeEvent = { trades: made, skipped };
  return { type: "data" as const, data: { id: String(last), data } };
}

const settled = (check: () => void) => vi.waitFor(check, 5_000);

describe("tabs that read the same", () => {
  it("share one stream, from where each came in, and it ends with the last of them", async () => {
    const { hub, open } = makeHub();
    const first = makeTab(hub);
    const second = makeTab(hub);
    const endFirst = first.read("trades.tape", tape);
    await settled(() => expect(open).toHaveLength(1));
    open[0]?.listener.onResult({ type: "state", state: "pending", error: null });
    open[0]?.listener.onResult({ type: "started" });
    open[0]?.listener.onResult(event(3));
    await settled(() => expect(first.keys).toHaveLength(3));

    const endSecond = second.read("trades.tape", { maxRows: 40, instrumentId: 1 });
    await settled(() => expect(second.keys).toEqual(first.keys));
    expect(second.states).toEqual(["pending", "started", "data"]);
    open[0]?.listener.onResult(event(5));
    await settled(() => expect(first.keys).toHaveLength(8));
    await settled(() => expect(second.keys).toEqual(first.keys));
    expect(open).toHaveLength(1);

    endFirst();
    open[0]?.listener.onResult(event(1));
    await settled(() => expect(second.keys).toHaveLength(9));
    expect(first.keys).toHaveLength(8);
    endSecond();
    await settled(() => expect(open).toHaveLength(0));
  });

  it("goes on for the others when the tab that opened it is closed without a word", async () => {
    const { hub, open } = makeHub();
    const first = makeTab(hub);
    first.read("trades.tape", tape);
    await settled(() => expect(open).toHaveLength(1));
    const second = makeTab(hub);
    second.read("trades.tape", tape);
    open[0]?.listener.onResult(event(2));
    await settled(() => expect(second.keys).toHaveLength(2));
    first.port.close();
    open[0]?.listener.onResult(event(2));
    await settled(() => expect(second.keys).toHaveLength(4));
    second.line.leave();
    await settled(() => expect(open).toHaveLength(0));
    // It comes back from the browser's memory.
    second.line.reopen();
    await settled(() => expect(open).toHaveLength(1));
  });

  it("have streams of their own for other questions", async () => {
    const { hub, open } = makeHub();
    const tab = makeTab(hub);
    tab.read("trades.tape", tape);
    tab.read("trades.tape", { ...tape, instrumentId: 2 });
    await settled(() => expect(open.map((one) => one.input)).toEqual([tape, { ...tape, instrumentId: 2 }]));
  });
});

describe("a tab that does not keep up", () => {
  it("gets what came meanwhile as one event, in which every trade is shown or counted", async () => {
    const { hub, open } = makeHub();
    const slow = makeTab(hub, { takes: false });
    const quick = makeTab(hub);
    slow.read("trades.tape", tape);
    quick.read("trades.tape", tape);
    await settled(() => expect(open).toHaveLength(1));
    open[0]?.listener.onResult(event(10));
    await settled(() => expect(slow.keys).toHaveLength(10));
    for (let round = 1; round <= 50; round++) {
      open[0]?.listener.onResult(event(7, 3n));
      await settled(() =>
        expect(quick.counted()).toEqual({ shown: 10 + 7 * round, skipped: BigInt(3 * round) }),
      );
    }
    expect(slow.counted()).toEqual({ shown: 10, skipped: 0n });
    slow.take();
    await settled(() => expect(slow.counted()).toEqual({ shown: 10 + 40, skipped: 310n + 150n }));
    // What it is shown are the newest.
    expect(slow.keys.slice(10)).toEqual(quick.keys.slice(-40));
    expect(slow.states).toEqual(["data", "data"]);
  });

  it("has a reader who comes later begin with the newest 60", async () => {
    const { hub, open } = makeHub();
    const first = makeTab(hub);
    first.read("trades.tape", tape);
    await settled(() => expect(open).toHaveLength(1));
    for (let round = 1; round <= 5; round++) {
      open[0]?.listener.onResult(event(30));
      await settled(() => expect(first.keys).toHaveLength(30 * round));
    }
    const second = makeTab(hub);
    second.read("trades.tape", tape);
    await settled(() => expect(second.counted()).toEqual({ shown: 60, skipped: 0n }));
    expect(second.keys).toEqual(first.keys.slice(-60));
  });
});

describe("a stream that ends", () => {
  it("tells all of its readers why, and is opened anew for who asks again", async () => {
    const { hub, open } = makeHub();
    const first = makeTab(hub);
    const second = makeTab(hub);
    first.read("replay.watch", { id: "1" });
    await settled(() => expect(open).toHaveLength(1));
    second.read("replay.watch", { id: "1" });
    const listener = open[0]?.listener;
    listener?.onResult({ type: "state", state: "connecting", error: { message: "away", shape: null } });
    await settled(() => expect(second.states).toEqual(["connecting"]));
    listener?.onFailed({ message: "no such job", shape: null });
    await settled(() => expect(first.states.at(-1)).toBe("failed: no such job"));
    await settled(() => expect(second.states.at(-1)).toBe("failed: no such job"));
    first.read("replay.watch", { id: "1" });
    await settled(() => expect(open).toHaveLength(2));
  });

  it("moves on to another hub where the shared one does not come up", async () => {
    const { port1, port2 } = new MessageChannel();
    ends.push(() => port1.close());
    const line = new StreamLine(port2);
    const got: unknown[] = [];
    line.subscribe(
      { path: "replay.watch", input: { id: "1" }, traceparent: null },
      {
        onResult: (result) => got.push(result),
        onFailed: (failure) => got.push(failure),
        onCompleted: () => got.push("completed"),
        whenTaken: (done) => done(),
      },
    );
    const { hub, open } = makeHub();
    const other = new MessageChannel();
    hub.connect(other.port1);
    ends.push(() => other.port1.close());
    line.moveTo(other.port2);
    await settled(() => expect(open).toHaveLength(1));
    open[0]?.listener.onResult({ type: "started" });
    await settled(() => expect(got).toEqual([{ type: "started" }]));
  });
});
