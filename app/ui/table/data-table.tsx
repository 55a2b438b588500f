"use client";

import { type ColumnDef, type RowData, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import { DataRow } from "@/app/ui/table/data-row";
import { Pager } from "@/app/ui/table/pager";
import type { TablePlace } from "@/app/ui/table/table-place";
import { useHeldPlace } from "@/app/ui/table/use-held-place";
import { useRowCursor } from "@/app/ui/table/use-row-cursor";

const features = tableFeatures({});

/** A column of a `DataTable`. */
export interface Column<Row extends RowData> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** px; without one the column takes what is left */
  width?: number;
  align?: "left" | "right";
}

export interface DataTableProps<Row extends RowData> {
  /** what the table lists, for screen readers */
  label: string;
  /** keep it stable (module level or memo) */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Enter, Space or a press on a row */
  onOpen?: (row: Row) => void;
  /** called when the last rows come into sight; none where nothing follows */
  onEnd?: () => void;
  /** the same of the first rows: what comes before them is put there without moving what one reads */
  onStart?: () => void;
  /** for a table that is entered in its middle: its place is held, told and moved by a screenful */
  place?: TablePlace<Row>;
  /** the foot: how much there is, what is loading */
  footer?: ReactNode;
  /** CSS length: past it the rows scroll */
  maxHeight?: string;
  /** px: narrower than this it scrolls sideways */
  minWidth?: number;
}

const ROW_HEIGHT = 32;

/** Rows of one height in a window that scrolls: only what is seen is in the page. Arrow keys walk, Enter opens. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowKey,
    onOpen,
    onEnd,
    onStart,
    place,
    footer,
    maxHeight = "min(64dvh, 720px)",
    minWidth = 640,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // Stable, because a cell is drawn by its column's function: a new one would be another component, and a press would
  // find its element gone before the button is up again.
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          cell: (context) => column.cell(context.row.original),
        }),
      ),
    [columns],
  );
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowKey });
  const model = table.getRowModel().rows;
  const keys = useMemo(() => model.map((row) => row.id), [model]);
  const keyAt = useCallback((index: number) => keys[index] ?? index, [keys]);
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    // Enough rows for a server-rendered page: it must not arrive empty.
    initialRect: { width: 1_000, height: 480 },
    scrollPaddingStart: ROW_HEIGHT,
    // Held by its key, a row stays where it is, and keeps the focus, whatever comes before it.
    ...(place === undefined ? {} : { getItemKey: keyAt, anchorTo: place.follows ? "start" : "end" }),
  });
  const cursor = useRowCursor({
    keys,
    pageRows: 12,
    reveal: (index) => virtualizer.scrollToIndex(index),
    container: scroller,
  });
  const items = virtualizer.getVirtualItems();
  const firstSeen = items[0]?.index ?? 0;
  const lastSeen = items.at(-1)?.index ?? -1;
  // Who scrolled the cursor's row away comes in where they look.
  const tabbable = items.some((item) => item.index === cursor.index)
    ? cursor.index
    : (virtualizer.range?.startIndex ?? firstSeen);
  const hasMore = { before: onStart !== undefined, after: onEnd !== undefined };
  const held = useHeldPlace({
    scroller,
    rows,
    keys,
    rowHeight: ROW_HEIGHT,
    place,
    hasBefore: hasMore.before,
  });

  useEffect(() => {
    if (model.length > 0 && lastSeen >= model.length - 8) onEnd?.();
  }, [lastSeen, model.length, onEnd]);

  useEffect(() => {
    if (firstSeen < 8) onStart?.();
  }, [firstSeen, onStart]);

  const alignment = (index: number) => columns[index]?.align === "right" && "text-right";
  const before = items[0]?.start ?? 0;
  const behind = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="flex min-w-0 flex-col">
      <div
        ref={scroller}
        onScroll={place && held.onScroll}
        // The place is held here; the browser's own way of holding it would come on top.
        className={clsx("overflow-auto", place && "[overflow-anchor:none]")}
        style={{ maxHeight }}
      >
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows take the focus is a grid
          role="grid"
          aria-label={label}
          aria-rowcount={model.length + 1}
          className="w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth }}
          onKeyDown={cursor.onKeyDown}
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={column.width === undefined ? undefined : { width: column.width }} />
            ))}
          </colgroup>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map((header, index) => (
                  <th
                    key={header.id}
                    scope="col"
                    className={clsx(
                      "sticky top-0 z-10 h-8 truncate border-line border-b bg-surface-1 px-3 text-left first:pl-4 last:pr-4 font-medium text-12 text-text-3",
                      alignment(index),
                    )}
                  >
                    <table.FlexRender header={header} />
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            <Spacer height={before} />
            {items.map((item) => {
              const row = model[item.index];
              if (row === undefined) return null;
              const open = onOpen && (() => onOpen(row.original));
              return (
                <DataRow
                  key={row.id}
                  index={item.index}
                  rowKey={row.id}
                  tabbable={item.index === tabbable}
                  onFocus={cursor.focus}
                  onOpen={open}
                >
                  {row.getAllCells().map((cell, index) => (
                    <td
                      key={cell.id}
                      className={clsx(
                        "h-8 truncate border-line border-b px-3 text-13 first:pl-4 last:pr-4",
                        alignment(index),
                      )}
                    >
                      <table.FlexRender cell={cell} />
                    </td>
                  ))}
                </DataRow>
              );
            })}
            <Spacer height={behind} />
          </tbody>
        </table>
      </div>
      {footer && (
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-0.5 text-12 text-text-3">
          {footer}
          {place && <Pager place={place} seen={held.readSeen} turn={held.turn} hasMore={hasMore} />}
        </div>
      )}
    </div>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}
