"use client";

import { ZoomIn } from "lucide-react";
import { type Cell, percentOf } from "@/app/gaps/heatmap/cell-look";
import type { Completeness } from "@/app/gaps/heatmap/completeness-type";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatMicros } from "@/app/lib/format/time";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";

/** The exact numbers of the cell under the pointer or the keyboard, and the way into it. */
export function CellReadout({
  row,
  bucket,
  cell,
  data,
}: {
  row: Completeness["rows"][number] | undefined;
  bucket: number | undefined;
  cell: Cell | undefined;
  data: Completeness;
}) {
  const [{ tz }, setGlobal] = useGlobalParams();
  if (row === undefined || bucket === undefined)
    return (
      <p className="flex min-h-9 items-center px-4 text-12 text-text-3">
        Point at a cell for its numbers; press it for its gaps.
      </p>
    );
  const percent = cell === undefined ? null : percentOf(cell);
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-4 text-12">
      <span className="font-medium">
        {row.symbol} <span className="font-normal text-text-3">{row.exchange}</span>
      </span>
      <span className="mono text-text-2">{formatMicros(bucket, tz, "minute")}</span>
      {cell === undefined ? (
        <span className="text-text-2">nothing stored, nothing known to be missing</span>
      ) : (
        <>
          <span>{groupThousands(cell.stored)} stored</span>
          {row.applies ? (
            <>
              <span className={cell.missing > 0n ? "font-medium text-warn" : ""}>
                {groupThousands(cell.missing)} missing
              </span>
              {percent !== null && <span>{percent} %</span>}
              {cell.shared > 0n && (
                <span className="text-text-2">
                  and a longer gap with {groupThousands(cell.shared)} missing reaches in
                </span>
              )}
            </>
          ) : (
            <span className="text-text-3">not applicable: this feed does not number its trades</span>
          )}
        </>
      )}
      {data.grain !== "1m" && (
        <Button
          size="sm"
          variant="ghost"
          icon={<ZoomIn aria-hidden size={13} />}
          onPress={() => void setGlobal({ range: { from: bucket, to: bucket + data.bucketMicros } })}
        >
          Zoom in
        </Button>
      )}
    </div>
  );
}
