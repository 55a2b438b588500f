"use client";

import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from "react";

interface Position {
  row: number;
  column: number;
}

interface Place extends Position {
  /** columns that the cell takes */
  span: number;
}

/** One tab stop for a grid of cells: arrow keys walk, Enter, Space or a press opens; hover shows. */
export function useCellCursor(options: {
  rows: number;
  columns: number;
  onOpen: (row: number, column: number) => void;
}) {
  const { rows, columns, onOpen } = options;
  const [at, setAt] = useState<Position | null>(null);
  const last = columns - 1;
  const stop = at !== null && at.row < rows && at.column < columns ? at : { row: 0, column: last };
  return {
    at,
    /** whether the tab stop is the cell of this row that holds its column */
    isStop: (row: number, holds: (column: number) => boolean) => stop.row === row && holds(stop.column),
    handlers: {
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        const here = positionOf(event.target);
        if (here === null) return;
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          onOpen(here.row, here.column);
          return;
        }
        const moves: Record<string, Position> = {
          ArrowLeft: { ...here, column: here.column - 1 },
          ArrowRight: { ...here, column: here.column + here.span },
          ArrowUp: { ...here, row: here.row - 1 },
          ArrowDown: { ...here, row: here.row + 1 },
          Home: { ...here, column: 0 },
          End: { ...here, column: last },
        };
        const next = moves[event.key];
        if (next === undefined) return;
        event.preventDefault();
        const row = Math.min(rows - 1, Math.max(0, next.row));
        const column = Math.min(last, Math.max(0, next.column));
        for (const cell of event.currentTarget.querySelectorAll<HTMLElement>(`[data-row="${row}"]`)) {
          const place = positionOf(cell);
          if (place !== null && column >= place.column && column < place.column + place.span) cell.focus();
        }
      },
      onFocus(event: FocusEvent<HTMLElement>) {
        const here = positionOf(event.target);
        if (here !== null) setAt(here);
      },
      onPointerOver(event: PointerEvent<HTMLElement>) {
        const here = positionOf(event.target);
        if (here !== null) setAt(here);
      },
      onClick(event: MouseEvent<HTMLElement>) {
        const here = positionOf(event.target);
        if (here !== null) onOpen(here.row, here.column);
      },
    },
  };
}

function positionOf(target: EventTarget): Place | null {
  if (!(target instanceof HTMLTableCellElement)) return null;
  const { row, column } = target.dataset;
  if (row === undefined || column === undefined) return null;
  return { row: Number(row), column: Number(column), span: target.colSpan };
}
