"use client";

import { type KeyboardEvent, type RefObject, useCallback, useState } from "react";

interface RowCursorOptions {
  count: number;
  pageRows: number;
  /** brings a row into sight, so that it exists before it is focused */
  reveal: (index: number) => void;
  container: RefObject<HTMLElement | null>;
}

/** The row that the keyboard is on. Arrow keys, Page Up and Down, Home and End move it. */
export function useRowCursor({ count, pageRows, reveal, container }: RowCursorOptions) {
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, Math.max(0, count - 1));

  const focus = useCallback((next: number) => setChosen(next), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + pageRows,
      PageUp: index - pageRows,
      Home: 0,
      End: count - 1,
    };
    const target = moves[event.key];
    if (target === undefined || count === 0) return;
    event.preventDefault();
    const next = Math.min(Math.max(target, 0), count - 1);
    setChosen(next);
    reveal(next);
    // The virtual row appears with the next frame.
    requestAnimationFrame(() =>
      container.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus(),
    );
  };

  return { index, focus, onKeyDown };
}
