import { QueryCache, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { paced, pacedQuery, watchDrawings } from "./pace";

describe("paced", () => {
  it.each([
    [0, 1_000, 1_000],
    [80, 1_000, 1_000],
    [120, 1_000, 2_000],
    [200, 3_000, 12_000],
    [5_000, 2_000, 8_000],
  ])("what takes %s ms to draw, and is asked every %s ms, is asked every %s ms", (took, asked, expected) => {
    expect(paced(asked, took)).toBe(expected);
  });
});

it("what is dear to draw waits sooner, and longer", () => {
  expect([40, 55, 100, 250, 5_000].map((took) => paced(1_000, took, "dear"))).toEqual([
    1_000, 1_000, 4_000, 14_000, 20_000,
  ]);
  expect(paced(2_500, 5_000, "dear")).toBe(20_000);
  expect(paced(30_000, 5_000, "dear")).toBe(30_000);
});

describe("watchDrawings", () => {
  /** frames that were asked for and are not drawn yet */
  let frames: (() => void)[] = [];
  const page = Object.assign(new EventTarget(), { hidden: false });

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("document", page);
    vi.stubGlobal("requestAnimationFrame", (callback: () => void) => frames.push(callback));
  });

  afterEach(() => {
    frames = [];
    page.hidden = false;
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** A question with somebody who looks, and answers that are drawn so long after they came. */
  function watched() {
    const client = new QueryClient({ queryCache: new QueryCache() });
    const end = watchDrawings(client.getQueryCache());
    const look = new QueryObserver(client, { queryKey: ["candles"], enabled: false }).subscribe(
      () => undefined,
    );
    const answer = (drawnAfterMs: number, meanwhile = () => {}) => {
      client.setQueryData(["candles"], Math.random());
      meanwhile();
      vi.advanceTimersByTime(drawnAfterMs);
      for (const frame of frames.splice(0)) frame();
      vi.advanceTimersByTime(1);
    };
    const query = client.getQueryCache().find({ queryKey: ["candles"] });
    if (query === undefined) throw new Error("there must be a query");
    const leave = () => {
      look();
      end();
    };
    return { answer, every: () => pacedQuery(1_000, "dear")(query), leave };
  }

  it("asks less often for what takes long to draw, and as often as before once it does no more", () => {
    const { answer, every, leave } = watched();
    answer(10);
    expect(every()).toBe(1_000);
    for (let times = 0; times < 10; times++) answer(150);
    expect(every()).toBeGreaterThan(6_000);
    expect(every()).toBeLessThan(8_000);
    for (let times = 0; times < 10; times++) answer(15);
    expect(every()).toBe(1_000);
    leave();
  });

  it("takes no first drawing for a slow page, and none of a page out of sight", () => {
    const { answer, every, leave } = watched();
    answer(5_000);
    expect(every()).toBe(1_000);
    page.hidden = true;
    answer(5_000);
    expect(every()).toBe(1_000);
    leave();
  });

  it("takes no time out of sight for a slow drawing", () => {
    const { answer, every, leave } = watched();
    answer(10);
    answer(10);
    answer(5_000, () => page.dispatchEvent(new Event("visibilitychange")));
    expect(every()).toBe(1_000);
    answer(5_000);
    expect(every()).toBeGreaterThan(1_000);
    leave();
  });

  it("tells of no more once it ended", () => {
    const { answer, every, leave } = watched();
    leave();
    for (let times = 0; times < 3; times++) answer(500);
    expect(every()).toBe(1_000);
  });
});
