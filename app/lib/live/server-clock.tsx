"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import type { Micros } from "@/app/lib/format/time";
import { DrawingTime, paced } from "@/app/lib/live/pace";

interface Clock {
  /** µs by which the server's clock is ahead of the browser's */
  offset: number;
  renderedAt: Micros;
}

const ClockContext = createContext<Clock>({ offset: 0, renderedAt: 0 });

/**
 * Ages are told by the server's clock, not by the browser's, which may be minutes off. While a page hydrates, time
 * stands still at what the server rendered, so that both print the same.
 */
export function ServerClock({ renderedAt, children }: { renderedAt: Micros; children: ReactNode }) {
  const clock = useMemo<Clock>(
    () => ({ renderedAt, offset: typeof window === "undefined" ? 0 : renderedAt - pageStartMicros() }),
    [renderedAt],
  );
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** When the answer that held this page arrived, by the browser's clock. */
function pageStartMicros(): Micros {
  const [navigation] = performance.getEntriesByType("navigation");
  const arrived = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
  return Math.round((performance.timeOrigin + arrived) * 1_000);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let second = 0;
const drawing = new DrawingTime();

/** One timer for every age on the page; it, too, goes slower where the machine has no time. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    second = secondNow();
    drawing.begin();
    waitForNext();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function waitForNext(): void {
  timer = setTimeout(
    () => {
      second = secondNow();
      drawing.begin();
      waitForNext();
      for (const each of listeners) each();
    },
    paced(1_000, drawing.took),
  );
}

const secondNow = () => Math.floor(Date.now() / 1_000);

/** The server's time in µs, renewed each second, on a busy machine less often. */
export function useNow(): Micros {
  const { offset, renderedAt } = useContext(ClockContext);
  const now = useSyncExternalStore(
    subscribe,
    () => second,
    () => 0,
  );
  return now === 0 ? renderedAt : now * 1_000_000 + offset;
}

/** Reads the server's time in µs when it is called: for what somebody does now, without drawing anew each second. */
export function useReadNow(): () => Micros {
  const { offset } = useContext(ClockContext);
  return useCallback(() => Date.now() * 1_000 + offset, [offset]);
}
