"use client";

import { useQueryStates } from "nuqs";
import { type SyntheticEvent, useState } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField } from "react-aria-components/TextField";
import { parseInZone } from "@/app/lib/format/parse-in-zone";
import { formatMicros, type Micros } from "@/app/lib/format/time";
import { useReadNow } from "@/app/lib/live/server-clock";
import type { UrlRange } from "@/app/lib/url/time-range-text";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { tablePlaceParams } from "@/app/trades/params";
import { Button } from "@/app/ui/button";
import { fieldClass } from "@/app/ui/popover";

/** The moment as one writes it, in the chosen zone; outside of the range, the range can be moved there. */
export function JumpForm({ onDone }: { onDone: () => void }) {
  const [{ range, tz }, setGlobal] = useGlobalParams();
  const [{ at }, setPlace] = useQueryStates(tablePlaceParams, { history: "push" });
  const readNow = useReadNow();
  const [opened] = useState(() => boundsOf(range, readNow()));
  const [text, setText] = useState(() => formatMicros(at ?? opened.to, tz, "second"));
  const [asked, setAsked] = useState<Micros>();
  const bounds = boundsOf(range, readNow());
  const isOutside = asked !== undefined && (asked < bounds.from || asked >= bounds.to);
  const unread = asked !== undefined && Number.isNaN(asked);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const time = parseInZone(text, tz);
    setAsked(time);
    if (!(time >= bounds.from && time < bounds.to)) return;
    void setPlace({ at: time });
    onDone();
  };
  const moveRange = (time: Micros) => {
    const half = (bounds.to - bounds.from) / 2;
    const from = Math.max(0, Math.round(time - half));
    void setGlobal({ range: { from, to: from + 2 * half } });
    void setPlace({ at: time });
    onDone();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <TextField
        value={text}
        onChange={(next) => {
          setText(next);
          setAsked(undefined);
        }}
        isInvalid={unread || isOutside}
        validationBehavior="aria"
        autoFocus
        className="flex flex-col gap-1"
      >
        <Label className="text-12 text-text-3">Time ({tz})</Label>
        <Input
          autoComplete="off"
          placeholder="2026-08-09 14:03:07.5"
          className={`${fieldClass} mono w-full invalid:border-bad`}
        />
        <FieldError className="text-12 text-bad">
          {unread
            ? `“${text}” is no time. Write 2026-08-09 14:03:07, with a fraction of up to six digits or none.`
            : `The range goes from ${formatMicros(bounds.from, tz, "second")} to ${formatMicros(bounds.to, tz, "second")}: this is ${(asked ?? 0) < bounds.from ? "before" : "after"} it.`}
        </FieldError>
      </TextField>
      {isOutside && asked !== undefined && (
        <Button onPress={() => moveRange(asked)}>Move the range there</Button>
      )}
      <Button type="submit" variant="primary">
        Go there
      </Button>
    </form>
  );
}

function boundsOf(range: UrlRange, now: Micros): { from: Micros; to: Micros } {
  return "from" in range ? range : { from: now - range.lastSeconds * 1_000_000, to: now };
}
