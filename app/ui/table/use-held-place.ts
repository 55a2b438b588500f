"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { TablePlace } from "@/app/ui/table/table-place";

interface HeldPlaceOptions<Row> {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  /** the rows' keys, in their order */
  keys: readonly string[];
  /** px; the header, which stays at the top, is as high as a row */
  rowHeight: number;
  /** none of a table that one enters at its top, and that holds all it has */
  place: Pick<TablePlace<Row>, "question" | "follows" | "startOf" | "onRest"> | undefined;
  /** whether more is to come above the first row */
  hasBefore: boolean;
}

/** What is in sight: rows `from` to `to`, inclusive. */
export interface SeenRows {
  from: number;
  to: number;
}

const REST_MS = 300;

/**
 * Enters a table where its question has it begin, tells the place once scrolling rests, and turns by a screenful. That
 * the row one reads stays where it is while rows are put before it, the virtualizer sees to.
 */
export function useHeldPlace<Row>(options: HeldPlaceOptions<Row>) {
  const { scroller, rows, keys, rowHeight, place, hasBefore } = options;
  const question = place?.question ?? null;
  const held = useRef<{ question: string | null; keys: readonly string[] }>(null);
  /** where we put it ourselves: that is nobody's scrolling */
  const put = useRef<number>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);

  const readSeen = useCallback((): SeenRows => {
    const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    const from = Math.round(scrollTop / rowHeight);
    const fit = Math.max(1, Math.floor(clientHeight / rowHeight) - 1);
    return { from, to: Math.min(from + fit, keys.length) - 1 };
  }, [scroller, rowHeight, keys]);

  useLayoutEffect(() => {
    const box = scroller.current;
    const before = held.current;
    if (box === null || place === undefined) return;
    const move = (top: number) => {
      box.scrollTop = top;
      put.current = box.scrollTop;
    };
    if (question !== null && before?.question !== question) move(place.startOf(rows) * rowHeight);
    // What comes before nothing is read from its end.
    else if (before?.keys.length === 0) move(keys.length * rowHeight);
    // Rows came or went, and the virtualizer has just put the place back: who follows is at the top, and asking where
    // would lay the page out an extra time.
    else if (before?.keys !== keys) put.current = place.follows ? 0 : box.scrollTop;
    held.current = { question: question ?? before?.question ?? null, keys };
  }, [scroller, keys, rowHeight, question, rows, place]);

  /** what is there once scrolling rests: more rows may have come since */
  const latest = useRef({ rows, place, hasBefore, readSeen });
  useEffect(() => {
    latest.current = { rows, place, hasBefore, readSeen };
  });
  useEffect(() => () => clearTimeout(rest.current), []);

  const onScroll = () => {
    const box = scroller.current;
    if (box === null || box.scrollTop === put.current) return;
    put.current = null;
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      const now = latest.current;
      const index = now.readSeen().from;
      const first = now.rows[index];
      if (first !== undefined) now.place?.onRest(first, index === 0 && !now.hasBefore);
    }, REST_MS);
  };

  /** A screenful up (-1) or down (1). */
  const turn = (direction: -1 | 1): void => {
    const { from, to } = readSeen();
    scroller.current?.scrollBy({ top: direction * Math.max(1, to - from) * rowHeight });
  };

  return { onScroll, readSeen: () => ({ ...readSeen(), rows }), turn };
}
