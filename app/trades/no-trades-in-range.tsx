"use client";

import { CalendarSearch } from "lucide-react";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import { Button } from "@/app/ui/button";
import { EmptyState } from "@/app/ui/empty-state";
import { AbsoluteTime } from "@/app/ui/relative-time";

const HOUR_MICROS = 3_600_000_000;

/** The range holds no trade of this instrument: says when it did trade, and goes there. */
export function NoTradesInRange({ instrument, height }: { instrument: Instrument; height?: number }) {
  const [, setParams] = useGlobalParams();
  const { firstTime, lastTime } = instrument;
  return (
    <div className="grid place-items-center" style={{ minHeight: height }}>
      <EmptyState
        icon={CalendarSearch}
        title={`No trade of ${instrument.symbol} in this range`}
        actions={
          firstTime !== null &&
          lastTime !== null && (
            <>
              <Button
                variant="primary"
                onPress={() =>
                  void setParams({
                    range: { from: Math.max(0, lastTime - HOUR_MICROS), to: lastTime + 1_000_000 },
                  })
                }
              >
                Show its last hour
              </Button>
              <Button
                onPress={() => void setParams({ range: { from: firstTime, to: lastTime + 1_000_000 } })}
              >
                Show all of it
              </Button>
            </>
          )
        }
      >
        {firstTime === null || lastTime === null ? (
          "It has no trade at all yet."
        ) : (
          <>
            It traded from <AbsoluteTime micros={firstTime} /> to <AbsoluteTime micros={lastTime} />.
          </>
        )}
      </EmptyState>
    </div>
  );
}
