"use client";

import { formatMicros, formatRelative, type Micros, toIsoMicros } from "@/app/lib/format/time";
import { useNow } from "@/app/lib/live/server-clock";
import { useGlobalParams } from "@/app/lib/url/use-global-params";

/** `42 s ago`; the absolute time, to the microsecond and in the chosen zone, is on hover. */
export function RelativeTime({ micros, className }: { micros: Micros; className?: string }) {
  const now = useNow();
  const [{ tz }] = useGlobalParams();
  return (
    <time dateTime={toIsoMicros(micros)} title={`${formatMicros(micros, tz)} ${tz}`} className={className}>
      {formatRelative(micros, now)}
    </time>
  );
}

/** `2026-08-09 14:03:07`, in the chosen zone; the microseconds are on hover where they are not shown. */
export function AbsoluteTime({
  micros,
  precision = "second",
  className,
}: {
  micros: Micros;
  precision?: "minute" | "second" | "milli" | "micro";
  className?: string;
}) {
  const [{ tz }] = useGlobalParams();
  return <TimeInZone micros={micros} zone={tz} precision={precision} className={className} />;
}

interface TimeInZoneProps {
  micros: Micros;
  zone: string;
  precision?: "minute" | "second" | "milli" | "micro";
  className?: string;
}

/** The same in a zone that is given: for rows, of which each would ask the URL. */
export function TimeInZone({ micros, zone, precision = "second", className }: TimeInZoneProps) {
  return (
    <time
      dateTime={toIsoMicros(micros)}
      title={`${formatMicros(micros, zone)} ${zone}`}
      className={className}
    >
      {formatMicros(micros, zone, precision)}
    </time>
  );
}
