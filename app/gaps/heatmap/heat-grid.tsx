"use client";

import clsx from "clsx";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type Cell, LOOK, runsOf } from "@/app/gaps/heatmap/cell-look";
import { CellReadout } from "@/app/gaps/heatmap/cell-readout";
import type { Completeness } from "@/app/gaps/heatmap/completeness-type";
import { useCellCursor } from "@/app/gaps/heatmap/use-cell-cursor";
import { gapsParams } from "@/app/gaps/params";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatMicros } from "@/app/lib/format/time";
import { useGlobalParams } from "@/app/lib/url/use-global-params";

const NAME_WIDTH = 190;
const PERCENT_WIDTH = 110;

/** One row an instrument, one cell a stretch of time. Arrow keys walk, Enter or a press shows the cell's gaps below. */
export function HeatGrid({ data }: { data: Completeness }) {
  const [{ tz }] = useGlobalParams();
  const [{ instrument, from }, setParams] = useQueryStates(gapsParams, { history: "push" });
  const buckets = useMemo(() => {
    const list: number[] = [];
    for (let at = data.from; at < data.to; at += data.bucketMicros) list.push(at);
    return list;
  }, [data.from, data.to, data.bucketMicros]);
  const cells = useMemo(
    () =>
      data.rows.map(
        (row) =>
          new Map<number, Cell>(
            row.cells.map(({ bucket, stored, missing, shared }) => [
              bucket,
              { bucket, stored: BigInt(stored), missing: BigInt(missing), shared: BigInt(shared) },
            ]),
          ),
      ),
    [data.rows],
  );
  const open = (rowIndex: number, columnIndex: number) => {
    const [row, bucket] = [data.rows[rowIndex], buckets[columnIndex]];
    if (row === undefined || bucket === undefined || !row.applies) return;
    void setParams({
      instrument: row.instrumentId,
      from: bucket,
      to: bucket + data.bucketMicros,
      states: ["open", "explained", "backfilling", "unrecoverable", "acknowledged"],
      causes: [],
    });
  };
  const cursor = useCellCursor({ rows: data.rows.length, columns: buckets.length, onOpen: open });
  const at = cursor.at;
  const atRow = at === null ? undefined : data.rows[at.row];
  const atBucket = at === null ? undefined : buckets[at.column];
  const every = Math.max(1, Math.ceil(buckets.length / 8));
  return (
    <>
      <div className="overflow-x-auto">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells that take the focus make a grid
          role="grid"
          aria-label="Completeness by instrument and time"
          className="w-full table-fixed border-separate border-spacing-px text-12"
          style={{ minWidth: NAME_WIDTH + PERCENT_WIDTH + buckets.length * 7 }}
          {...cursor.handlers}
        >
          <colgroup>
            <col style={{ width: NAME_WIDTH }} />
            <col style={{ width: PERCENT_WIDTH }} />
            {buckets.map((bucket) => (
              <col key={bucket} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky left-0 z-10 bg-surface-1 px-4 text-left font-medium text-text-3"
              >
                Instrument
              </th>
              <th scope="col" className="px-2 text-right font-medium text-text-3">
                Complete
              </th>
              {buckets
                .filter((_, index) => index % every === 0)
                .map((bucket, index) => (
                  <th
                    key={bucket}
                    scope="col"
                    colSpan={Math.min(every, buckets.length - index * every)}
                    className="mono h-5 overflow-hidden whitespace-nowrap p-0 text-left font-normal text-text-3"
                  >
                    {columnLabel(bucket, data.grain, tz)}
                  </th>
                ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, rowIndex) => (
              <tr key={row.instrumentId}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 truncate bg-surface-1 px-4 text-left font-normal"
                >
                  <span className="font-medium text-text-1">{row.symbol}</span>{" "}
                  <span className="text-text-3">{row.exchange}</span>
                </th>
                <td
                  className="whitespace-nowrap px-2 text-right"
                  title={
                    row.applies
                      ? `${groupThousands(row.stored)} of ${groupThousands(row.expected)} stored, ${groupThousands(row.missing)} missing`
                      : "The feed does not number its trades: nothing can be said"
                  }
                >
                  {row.applies ? (
                    <span className={clsx("font-medium", row.missing > 0n ? "text-warn" : "text-ok")}>
                      {row.percent === null ? "–" : `${row.percent} %`}
                    </span>
                  ) : (
                    <span className="text-text-3">not applicable</span>
                  )}
                </td>
                {runsOf(buckets, cells[rowIndex], row.applies).map(({ column, length, cell, look }) => {
                  const bucket = buckets[column] ?? 0;
                  const holds = (other: number) => other >= column && other < column + length;
                  return (
                    <td
                      key={bucket}
                      colSpan={length}
                      data-row={rowIndex}
                      data-column={column}
                      data-look={look}
                      tabIndex={cursor.isStop(rowIndex, holds) ? 0 : -1}
                      aria-label={`${row.symbol}, ${formatMicros(bucket, tz, "minute")}: ${sayCell(cell, row.applies)}`}
                      className={clsx(
                        "h-5 cursor-pointer rounded-[2px] p-0",
                        LOOK[look].className,
                        at?.row === rowIndex && holds(at.column) && "outline-2 outline-focus",
                        row.instrumentId === instrument && bucket === from && "ring-2 ring-accent",
                      )}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CellReadout
        row={atRow}
        bucket={atBucket}
        cell={at === null || atBucket === undefined ? undefined : cells[at.row]?.get(atBucket)}
        data={data}
      />
    </>
  );
}

function columnLabel(bucket: number, grain: Completeness["grain"], zone: string): string {
  const text = formatMicros(bucket, zone, "minute");
  return grain === "1d" ? text.slice(5, 10) : grain === "1h" ? text.slice(5) : text.slice(11);
}

function sayCell(cell: Cell | undefined, applies: boolean): string {
  if (cell === undefined) return LOOK.none.word;
  if (!applies) return `${cell.stored} stored, not applicable`;
  const parts = [`${cell.stored} stored`, `${cell.missing} missing`];
  if (cell.shared > 0n) parts.push(`and a gap of ${cell.shared} reaches in`);
  return parts.join(", ");
}
