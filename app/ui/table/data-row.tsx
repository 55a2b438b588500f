"use client";

import clsx from "clsx";
import type { ReactNode } from "react";

interface DataRowProps {
  index: number;
  rowKey: string;
  /** one row of the table is in the tab order: the cursor's */
  tabbable: boolean;
  onFocus: (key: string) => void;
  onOpen: (() => void) | undefined;
  children: ReactNode;
}

/** One row of a `DataTable`. */
export function DataRow({ index, rowKey, tabbable, onFocus, onOpen, children }: DataRowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-row={index}
      data-key={rowKey}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => onFocus(rowKey)}
      onClick={onOpen}
      onKeyDown={(event) => {
        const opens = event.target === event.currentTarget && (event.key === "Enter" || event.key === " ");
        if (onOpen === undefined || !opens) return;
        event.preventDefault();
        onOpen();
      }}
      className={clsx("focus-visible:-outline-offset-2", onOpen && "hover:bg-surface-2")}
    >
      {children}
    </tr>
  );
}
