"use client";

import clsx from "clsx";
import Decimal from "decimal.js";
import { ArrowDown, ArrowUp, Unplug } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { fixedDecimal, groupThousands, roundDecimal } from "@/app/lib/format/decimal";
import { useGlobalParams, useHref } from "@/app/lib/url/use-global-params";
import {
  boughtPercent,
  bucketText,
  changePercent,
  completePercent,
  vwapOf,
} from "@/app/trades/candle-figures";
import { pricePlaces } from "@/app/trades/candle-mirror";
import { rises } from "@/app/trades/candle-option";
import type { Candle, CandleRange, CandleSeries } from "@/app/trades/candle-series";
import type { Instrument } from "@/app/trades/instrument-picker";

/** The server sends the largest hundred bands. */
const MAX_BANDS = 100;

interface CandleReadoutProps {
  data: CandleRange;
  series: CandleSeries;
  cursor: number | null;
  instrument: Instrument;
}

/** The exact numbers of the candle at the cursor, else of the newest; and what is missing in the range. */
export function CandleReadout({ data, series, cursor, instrument }: CandleReadoutProps) {
  const [{ tz }] = useGlobalParams();
  const href = useHref();
  const index = cursor ?? series.candles.findLastIndex((candle) => candle !== null);
  const bucket = series.buckets[index];
  const candle = series.candles[index];
  const places = useMemo(() => pricePlaces(data), [data]);
  if (bucket === undefined) return null;
  return (
    <>
      <span className="mono text-text-3">{bucketText(bucket, data.bucketMicros, tz)}</span>
      {candle ? <Numbers candle={candle} places={places} /> : <span>no trade in this candle</span>}
      <Incomplete data={data} bucket={bucket} />
      <Completed data={data} bucket={bucket} candle={candle ?? null} places={places} />
      <Completeness data={data} policy={instrument.policy} />
      {data.gaps.length > 0 && (
        <Link
          href={href("/gaps", { instrument: String(instrument.id) })}
          className="flex min-h-6 items-center gap-1 font-medium text-warn underline-offset-3 hover:underline"
        >
          <Unplug aria-hidden size={13} />
          {data.gaps.length >= MAX_BANDS ? `${MAX_BANDS}+` : data.gaps.length}{" "}
          {data.gaps.length === 1 ? "gap" : "gaps"} in this range
        </Link>
      )}
    </>
  );
}

function Numbers({ candle, places }: { candle: Candle; places: number }) {
  const up = rises(candle);
  const Arrow = up ? ArrowUp : ArrowDown;
  const vwap = vwapOf(candle, places);
  const bought = boughtPercent(candle);
  return (
    <>
      <Figure name="Open" value={fixedDecimal(candle.open, places)} />
      <Figure name="High" value={fixedDecimal(candle.high, places)} />
      <Figure name="Low" value={fixedDecimal(candle.low, places)} />
      <Figure name="Close" value={fixedDecimal(candle.close, places)} />
      <span className={clsx("flex items-center gap-0.5 font-medium", up ? "text-up" : "text-down")}>
        <Arrow aria-hidden size={12} />
        {changePercent(candle.close, candle.open) ?? "0.00"} %
      </span>
      {vwap !== null && <Figure name="VWAP" value={vwap} />}
      <Figure name="Volume" value={roundDecimal(candle.volume, 4)} />
      {bought !== null && <Figure name="Bought" value={`${bought} %`} />}
      <Figure name="Trades" value={candle.trades.toString()} />
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <span>
      <span className="text-text-3">{name} </span>
      <span className="text-text-1">{groupThousands(value)}</span>
    </span>
  );
}

/** What of the range is stored; nothing where the feed's numbers cannot tell. */
function Completeness({ data, policy }: { data: CandleRange; policy: Instrument["policy"] }) {
  if (policy !== "contiguous") return <span className="text-text-3">completeness: not applicable</span>;
  const stored = data.candles.reduce((sum, one) => sum + one.trades, 0n);
  return (
    <span data-testid="completeness">
      <span className="text-text-3">Range </span>
      {completePercent(stored, data.missing)} %
      <span className="text-text-3">
        {" "}
        complete: {groupThousands(stored)} of {groupThousands(stored + data.missing)}
      </span>
    </span>
  );
}

function Incomplete({ data, bucket }: { data: CandleRange; bucket: number }) {
  const found = data.incomplete.find((one) => one.bucket === bucket);
  if (found === undefined) return null;
  const stored = data.candles.find((one) => one.bucket === bucket)?.trades ?? 0n;
  const { missing, shared } = found;
  return (
    <span data-testid="incomplete" className="flex items-center gap-1 font-medium text-warn">
      <Unplug aria-hidden size={13} />
      {shared === 0n
        ? `incomplete: ${groupThousands(stored)} of ${groupThousands(stored + missing)} trades`
        : `incomplete: ${groupThousands(stored)} trades, ${missing > 0n ? `${groupThousands(missing)} missing, ` : ""}and some of the ${groupThousands(shared)} of a longer gap`}
    </span>
  );
}

/** What the candle was before a backfill completed it. */
function Completed({
  data,
  bucket,
  candle,
  places,
}: {
  data: CandleRange;
  bucket: number;
  candle: Candle | null;
  places: number;
}) {
  const href = useHref();
  const found = data.completed.find((one) => one.bucket === bucket);
  if (found === undefined || candle === null) return null;
  const [open, high, low, close, , trades] = found.before ?? [];
  const was = (name: string, before: string | undefined, after: string) =>
    before === undefined || new Decimal(before).equals(after)
      ? []
      : [`${name} ${groupThousands(fixedDecimal(before, places))}`];
  const changes = [
    ...was("open", open, candle.open),
    ...was("high", high, candle.high),
    ...was("low", low, candle.low),
    ...was("close", close, candle.close),
  ];
  return (
    <Link
      href={href("/gaps", { view: "backfills", job: found.jobId.toString() })}
      data-testid="completed"
      className="flex min-h-6 items-center text-text-2 underline-offset-3 hover:underline"
    >
      before backfill {found.jobId.toString()}:{" "}
      {found.before === null
        ? "no trade"
        : `${groupThousands(trades ?? "0")} trades, ${changes.length === 0 ? "the same prices" : changes.join(", ")}`}
    </Link>
  );
}
