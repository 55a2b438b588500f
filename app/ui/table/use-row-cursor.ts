"use client";

import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

interface RowCursorOptions {
  /** the rows' keys, in their order: the cursor stays with its row while others come before it */
  keys: readonly string[];
  pageRows: number;
  /** brings a row into sight, so that it exists before it is focused */
  reveal: (index: number) => void;
  container: RefObject<HTMLElement | null>;
}

/** The row that the keyboard is on. Arrow keys, Page Up and Down, Home and End move it. */
export function useRowCursor({ keys, pageRows, reveal, container }: RowCursorOptions) {
  const [chosen, setChosen] = useState<string | null>(null);
  const index = chosen === null ? 0 : Math.max(0, keys.indexOf(chosen));

  const wanted = useRef<string>(null);
  const focus = useCallback((key: string) => setChosen(key), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + pageRows,
      PageUp: index - pageRows,
      Home: 0,
      End: keys.length - 1,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    const next = Math.min(Math.max(target, 0), keys.length - 1);
    const key = keys[next];
    if (key === undefined) return;
    event.preventDefault();
    setChosen(key);
    reveal(next);
    wanted.current = focusRow(container.current, key) ? null : key;
  };

  // A virtual row may appear some frames after it was revealed; the focus waits for it, unless it went elsewhere.
  useLayoutEffect(() => {
    const [key, box] = [wanted.current, container.current];
    if (key === null || box === null) return;
    const active = document.activeElement;
    const isElsewhere = active !== null && active !== document.body && !box.contains(active);
    if (isElsewhere || focusRow(box, key)) wanted.current = null;
  });

  return { index, focus, onKeyDown };
}

function focusRow(container: HTMLElement | null, key: string): boolean {
  const rows = container?.querySelectorAll<HTMLElement>("[data-key]") ?? [];
  const row = [...rows].find((one) => one.dataset.key === key);
  row?.focus();
  return row !== undefined;
}
