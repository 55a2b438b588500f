"use client";

import type { RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { groupThousands } from "@/app/lib/format/decimal";
import { ErrorState } from "@/app/ui/error-state";
import { Panel } from "@/app/ui/panel";
import { SkeletonRows } from "@/app/ui/skeleton";
import { DataTable, type DataTableProps } from "@/app/ui/table/data-table";

export interface PagedPanelProps<Row extends RowData> extends Omit<DataTableProps<Row>, "rows" | "footer"> {
  title: string;
  subtitle: string;
  actions?: ReactNode;
  /** undefined while nothing was loaded */
  rows: readonly Row[] | undefined;
  hasMore: boolean;
  error: unknown;
  onRetry: () => void;
  /** shown where there is no row */
  empty: ReactNode;
}

/** A paged list with its four faces: loading, error, empty, rows. */
export function PagedPanel<Row extends RowData>(props: PagedPanelProps<Row>) {
  const { title, subtitle, actions, rows, hasMore, error, onRetry, empty, ...table } = props;
  return (
    <Panel title={title} subtitle={subtitle} actions={actions} flush>
      {rows === undefined ? (
        error ? (
          <ErrorState error={error} onRetry={onRetry} />
        ) : (
          <SkeletonRows rows={10} columns={6} />
        )
      ) : rows.length === 0 ? (
        empty
      ) : (
        <DataTable
          {...table}
          rows={rows}
          footer={`${groupThousands(rows.length)} shown${hasMore ? "; more as you scroll" : "; that is all"}`}
        />
      )}
    </Panel>
  );
}
