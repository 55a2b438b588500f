"use client";

import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { memo } from "react";
import { useReadNow } from "@/app/lib/live/server-clock";
import { moveRange, zoomRange } from "@/app/lib/url/move-range";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { IconButton } from "@/app/ui/button";

/** Zoom and move without dragging. */
export const RangeButtons = memo(function RangeButtons() {
  const [{ range }, setParams] = useGlobalParams();
  const readNow = useReadNow();
  return (
    <div className="flex items-center">
      <IconButton label="Earlier" onPress={() => void setParams({ range: moveRange(range, -1, readNow()) })}>
        <ChevronLeft aria-hidden size={16} />
      </IconButton>
      <IconButton label="Later" onPress={() => void setParams({ range: moveRange(range, 1, readNow()) })}>
        <ChevronRight aria-hidden size={16} />
      </IconButton>
      <IconButton label="Zoom in" onPress={() => void setParams({ range: zoomRange(range, "in") })}>
        <ZoomIn aria-hidden size={16} />
      </IconButton>
      <IconButton label="Zoom out" onPress={() => void setParams({ range: zoomRange(range, "out") })}>
        <ZoomOut aria-hidden size={16} />
      </IconButton>
    </div>
  );
});
