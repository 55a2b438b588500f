import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Subscriptions } from "./subscriptions";

const requests: string[][] = [];
let changes = 0;

beforeEach(() => {
  vi.useFakeTimers();
  requests.length = 0;
  changes = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

function ask(symbols: string[], symbolsPerRequest = 100): Subscriptions {
  const subscriptions = new Subscriptions({
    symbols,
    symbolsPerRequest,
    ackMs: 1_000,
    request: (group) => requests.push([...group]),
    onChange: () => {
      changes += 1;
    },
  });
  subscriptions.start();
  return subscriptions;
}

test("asks for all at once, and is settled by one answer", () => {
  const subscriptions = ask(["A", "B"]);
  expect(subscriptions.settled).toBe(false);
  expect(subscriptions.answer({ kind: "confirmed", requestId: 1 })).toBe(true);
  expect([...subscriptions.confirmed]).toEqual(["A", "B"]);
  expect(subscriptions.settled).toBe(true);
  expect(requests).toEqual([["A", "B"]]);
  expect(changes).toBe(1);
});

test("asks in portions, one after the other's answer", () => {
  const subscriptions = ask(["A", "B", "C"], 2);
  expect(requests).toEqual([["A", "B"]]);
  subscriptions.answer({ kind: "confirmed" });
  expect(requests).toEqual([["A", "B"], ["C"]]);
  expect(subscriptions.settled).toBe(false);
});

test("an answer to something else changes nothing", () => {
  const subscriptions = ask(["A"]);
  expect(subscriptions.answer({ kind: "confirmed", requestId: 9 })).toBe(false);
  expect(subscriptions.settled).toBe(false);
});

test("each symbol may be answered on its own", () => {
  const subscriptions = ask(["A", "B"]);
  subscriptions.answer({ kind: "refused", symbols: ["B"], reason: "no such pair" });
  subscriptions.answer({ kind: "confirmed", symbols: ["A"] });
  expect([...subscriptions.confirmed]).toEqual(["A"]);
  expect(subscriptions.refusals).toEqual([{ symbol: "B", reason: "no such pair" }]);
});

test("a trade is an answer too", () => {
  const subscriptions = ask(["A", "B"]);
  subscriptions.seen("A");
  subscriptions.seen("Z");
  expect([...subscriptions.confirmed]).toEqual(["A"]);
});

describe("a whole request refused", () => {
  test("for a symbol it names: the others are asked for again, once", () => {
    const subscriptions = ask(["XRP-USD", "XRP-USDT", "BTC-USD"]);
    subscriptions.answer({ kind: "refused", reason: "XRP-USD is not a valid product" });
    expect(requests[1]).toEqual(["XRP-USDT", "BTC-USD"]);
    subscriptions.answer({ kind: "confirmed" });
    expect([...subscriptions.refused.keys()]).toEqual(["XRP-USD"]);
    expect(subscriptions.settled).toBe(true);
  });

  test("without a name: halves, until the one at fault stands alone", () => {
    const symbols = Array.from({ length: 64 }, (_, index) => `S${index}`);
    const subscriptions = ask(symbols);
    for (let turn = 0; !subscriptions.settled; turn++) {
      expect(turn).toBeLessThan(20);
      const bad = requests.at(-1)?.includes("S37") ?? false;
      subscriptions.answer(bad ? { kind: "refused", reason: "invalid" } : { kind: "confirmed" });
    }
    expect([...subscriptions.refused.keys()]).toEqual(["S37"]);
    expect(subscriptions.confirmed.size).toBe(63);
    // 2 log2(64) + 1: a request for each half on the way down.
    expect(requests.length).toBe(13);
  });
});

test("what gets no answer counts as refused, and the next portion goes on", () => {
  const subscriptions = ask(["A", "B"], 1);
  vi.advanceTimersByTime(1_000);
  expect(subscriptions.refusals).toEqual([{ symbol: "A", reason: "no answer in 1 s" }]);
  subscriptions.answer({ kind: "confirmed" });
  expect([...subscriptions.confirmed]).toEqual(["B"]);
  vi.advanceTimersByTime(5_000);
  expect(subscriptions.refusals).toHaveLength(1);
});

test("after its stop it asks and tells nothing more", () => {
  const subscriptions = ask(["A", "B"], 1);
  subscriptions.stop();
  vi.advanceTimersByTime(5_000);
  expect(requests).toHaveLength(1);
  expect(changes).toBe(0);
});
