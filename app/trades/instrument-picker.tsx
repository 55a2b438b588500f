"use client";

import { useMemo } from "react";
import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import { ComboBox } from "@/app/ui/combo-box";
import { RelativeTime } from "@/app/ui/relative-time";

export type Instrument = ApiOutput["instruments"]["list"][number];

const POLICY = {
  contiguous: "numbered without a jump: gaps can be told",
  monotonic: "numbered with jumps: gaps cannot be told",
  none: "not numbered: gaps cannot be told",
} as const;

interface InstrumentPickerProps {
  instruments: readonly Instrument[];
  chosen: Instrument;
  onChoose: (id: number) => void;
}

/** Which market: by typing any part of its name. */
export function InstrumentPicker({ instruments, chosen, onChoose }: InstrumentPickerProps) {
  const options = useMemo(
    () =>
      instruments.map((one) => ({
        id: String(one.id),
        text: `${one.symbol} ${one.exchange} ${one.market}`,
        content: (
          <>
            <span className="font-medium">{one.symbol}</span>
            <span className="grow text-text-3">
              {one.exchange} {one.market}
            </span>
            <span className="text-12 text-text-3">{groupThousands(one.stored)}</span>
          </>
        ),
      })),
    [instruments],
  );
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <ComboBox
        key={chosen.id}
        label="Instrument"
        placeholder="Search instruments"
        options={options}
        value={String(chosen.id)}
        onChange={(id) => onChoose(Number(id))}
        className="w-72 max-w-full"
      />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-text-3">
        <Badge>{chosen.canonicalSymbol}</Badge>
        <span>Feed {POLICY[chosen.policy]}</span>
        <span>{groupThousands(chosen.stored)} trades stored</span>
        {chosen.lastTime !== null && (
          <span>
            newest <RelativeTime micros={chosen.lastTime} />
          </span>
        )}
      </p>
    </div>
  );
}
