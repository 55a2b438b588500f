"use client";

import { ChartNoAxesCombined, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/app/ui/button";
import { Panel } from "@/app/ui/panel";

export interface MirrorTable {
  columns: readonly string[];
  /** plain texts, first column is the row's name */
  rows: readonly (readonly string[])[];
}

export interface ChartFrameProps {
  title: string;
  /** the unit and what is counted, e.g. `trades per minute, by exchange time` */
  unit: ReactNode;
  actions?: ReactNode;
  /** the values at the cursor: the chart's tooltip, in the page's own text */
  readout?: ReactNode;
  /** the same numbers as a table, made when asked for */
  mirror: () => MirrorTable;
  height: number;
  className?: string;
  children: ReactNode;
}

/** Title, unit and the table that mirrors a chart. */
export function ChartFrame({
  title,
  unit,
  actions,
  readout,
  mirror,
  height,
  className,
  children,
}: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Panel
      title={title}
      subtitle={unit}
      flush
      className={className}
      actions={
        <>
          {actions}
          <IconButton
            label={asTable ? "Show as a chart" : "Show as a table"}
            onPress={() => setAsTable(!asTable)}
          >
            {asTable ? <ChartNoAxesCombined aria-hidden size={16} /> : <Table2 aria-hidden size={16} />}
          </IconButton>
        </>
      }
    >
      <div
        className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 px-4 text-12 text-text-2"
        aria-live="polite"
      >
        {readout}
      </div>
      {asTable ? <Mirror title={title} table={mirror()} height={height} /> : children}
    </Panel>
  );
}

function Mirror({ title, table, height }: { title: string; table: MirrorTable; height: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={`${title}, as a table`} className="overflow-auto" style={{ height }}>
      <table className="w-full text-12">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="sticky top-0 bg-surface-1 px-4 py-1.5 text-left font-medium text-text-3"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]} className="border-line border-t">
              {row.map((cell, index) => (
                <td key={table.columns[index]} className="px-4 py-1">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length === 0 && <p className="px-4 py-6 text-text-3">No data in this range.</p>}
    </section>
  );
}
