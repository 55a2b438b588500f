import { describe, expect, it } from "vitest";
import { TapeStore } from "./tape-store";

const event = (key: string, skipped = 0n) => ({
  trades: [{ key, time: 1, price: key, quantity: "1", side: "buy" as const, tradeId: key, ingestedAt: 1 }],
  skipped,
});

function storeWithPage() {
  const drawings: (() => void)[] = [];
  const store = new TapeStore((done) => drawings.push(done));
  const told = { heads: 0, rows: 0 };
  store.onNewest(() => told.heads++);
  const stop = store.onDrawn(() => told.rows++);
  return { store, told, stop, finishDrawing: () => drawings.shift()?.() };
}

describe("TapeStore", () => {
  it("tells the head of every event, and draws what came meanwhile together", () => {
    const { store, told, finishDrawing } = storeWithPage();
    store.take(event("1"));
    store.take(event("2", 5n));
    store.take(event("3"));
    expect(told).toEqual({ heads: 3, rows: 1 });
    expect(store.newest()).toMatchObject({ received: 3, skipped: 5n });
    expect(store.drawn()).toMatchObject({ received: 1, skipped: 0n });
    finishDrawing();
    expect(told.rows).toBe(2);
    expect(store.drawn()).toBe(store.newest());
  });

  it("rests once everything is drawn, until the next event", () => {
    const { store, told, finishDrawing } = storeWithPage();
    store.take(event("1"));
    finishDrawing();
    expect(told.rows).toBe(1);
    store.take(event("2"));
    expect(told.rows).toBe(2);
  });

  it("draws at once what waits, when it is to stand still", () => {
    const { store, told, finishDrawing } = storeWithPage();
    store.take(event("1"));
    store.take(event("2"));
    store.settle();
    expect(store.drawn()).toBe(store.newest());
    expect(told.rows).toBe(2);
    finishDrawing();
    store.settle();
    expect(told.rows).toBe(2);
  });

  it("says nothing of an event that brings nothing new", () => {
    const { store, told } = storeWithPage();
    store.take(event("1"));
    store.take(event("1"));
    expect(told.heads).toBe(1);
  });

  it("tells nobody who has left", () => {
    const { store, told, stop, finishDrawing } = storeWithPage();
    stop();
    store.take(event("1"));
    finishDrawing();
    expect(told.rows).toBe(0);
  });
});
