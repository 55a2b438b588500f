import { describe, expect, it } from "vitest";
import { TapeStore } from "./tape-store";

const event = (key: string, skipped = 0n) => ({
  trades: [{ key, time: 1, price: key, quantity: "1", side: "buy" as const, tradeId: key, ingestedAt: 1 }],
  skipped,
});

function storeWithListener() {
  const store = new TapeStore();
  const told = { times: 0 };
  const stop = store.listen(() => told.times++);
  return { store, told, stop };
}

describe("TapeStore", () => {
  it("tells of every event, when the tape holds it", () => {
    const { store, told } = storeWithListener();
    store.take(event("1"));
    store.take(event("2", 5n));
    expect(told.times).toBe(2);
    expect(store.tape()).toMatchObject({ received: 2, skipped: 5n });
  });

  it("says nothing of an event that brings nothing new", () => {
    const { store, told } = storeWithListener();
    store.take(event("1"));
    store.take(event("1"));
    expect(told.times).toBe(1);
  });

  it("tells nobody who has left", () => {
    const { store, told, stop } = storeWithListener();
    stop();
    store.take(event("1"));
    expect(told.times).toBe(0);
  });
});
