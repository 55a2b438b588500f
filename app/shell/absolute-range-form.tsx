"use client";

import { type SyntheticEvent, useState } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField } from "react-aria-components/TextField";
import { parseInZone } from "@/app/lib/format/parse-in-zone";
import { formatMicros } from "@/app/lib/format/time";
import { useReadNow } from "@/app/lib/live/server-clock";
import type { UrlRange } from "@/app/lib/url/time-range-text";
import { Button } from "@/app/ui/button";
import { fieldClass } from "@/app/ui/popover";

interface AbsoluteRangeFormProps {
  range: UrlRange;
  zone: string;
  onApply: (range: UrlRange) => void;
}

/** From and to as one writes them, in the chosen zone. */
export function AbsoluteRangeForm({ range, zone, onApply }: AbsoluteRangeFormProps) {
  const readNow = useReadNow();
  const [initial] = useState(() => {
    if ("from" in range) return range;
    const now = readNow();
    return { from: now - range.lastSeconds * 1_000_000, to: now };
  });
  const [from, setFrom] = useState(() => formatMicros(initial.from, zone, "second"));
  const [to, setTo] = useState(() => formatMicros(initial.to, zone, "second"));
  const [refused, setRefused] = useState(false);
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    const next = { from: parseInZone(from, zone), to: parseInZone(to, zone) };
    // NaN, of what is no date, is smaller than nothing.
    const valid = next.from < next.to;
    setRefused(!valid);
    if (valid) onApply(next);
  };
  return (
    <form onSubmit={apply} className="flex flex-col gap-2 border-line border-t pt-3">
      <TimeField label="From" value={from} onChange={setFrom} />
      <TimeField label="To" value={to} onChange={setTo} isInvalid={refused} />
      <Button type="submit">Apply</Button>
    </form>
  );
}

interface TimeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isInvalid?: boolean;
}

function TimeField({ label, value, onChange, isInvalid = false }: TimeFieldProps) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      isInvalid={isInvalid}
      className="grid grid-cols-[44px_1fr] items-center gap-x-2"
    >
      <Label className="text-12 text-text-3">{label}</Label>
      <Input placeholder="2026-08-09 14:00:00" className={`${fieldClass} mono w-full`} />
      <FieldError className="col-start-2 text-12 text-bad">
        Write both as 2026-08-09 14:00:00, the earlier first.
      </FieldError>
    </TextField>
  );
}
