"use client";

import clsx from "clsx";
import { Check, ChevronDown, Clock3, Snowflake } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { formatMicros } from "@/app/lib/format/time";
import { useReadNow } from "@/app/lib/live/server-clock";
import { describeRelative, type UrlRange } from "@/app/lib/url/time-range-text";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { AbsoluteRangeForm } from "@/app/shell/absolute-range-form";
import { ZonePicker } from "@/app/shell/zone-picker";
import { Button } from "@/app/ui/button";
import { fieldClass, optionClass, popoverClass } from "@/app/ui/popover";

const PRESETS = [900, 3_600, 6 * 3_600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400];

/** The time range of all pages: relative or absolute, with its zone; freezing turns the one into the other. */
export function RangePicker() {
  const [{ range, tz }, setParams] = useGlobalParams();
  const [isOpen, setOpen] = useState(false);
  const readNow = useReadNow();
  const choose = (next: UrlRange) => {
    void setParams({ range: next });
    setOpen(false);
  };
  const freeze = () => {
    const now = readNow();
    if ("lastSeconds" in range)
      void setParams({ range: { from: now - range.lastSeconds * 1_000_000, to: now }, live: false });
    setOpen(false);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton
        aria-label={`Time range: ${rangeText(range, tz)}`}
        className={clsx(fieldClass, "hovered:bg-surface-2")}
      >
        <Clock3 aria-hidden size={14} className="shrink-0 text-text-3" />
        <span className="truncate">{rangeText(range, tz)}</span>
        <ChevronDown aria-hidden size={14} className="shrink-0 text-text-3" />
      </AriaButton>
      <Popover placement="bottom end" offset={4} className={clsx(popoverClass, "w-72 p-3")}>
        <Dialog aria-label="Time range" className="flex flex-col gap-3 outline-none">
          <ul className="flex flex-col">
            {PRESETS.map((seconds) => {
              const isChosen = "lastSeconds" in range && range.lastSeconds === seconds;
              return (
                <li key={seconds}>
                  <AriaButton
                    onPress={() => choose({ lastSeconds: seconds })}
                    aria-pressed={isChosen}
                    className={clsx(optionClass, "w-full")}
                  >
                    <Check aria-hidden size={14} className={isChosen ? "text-accent" : "invisible"} />
                    {describeRelative(seconds)}
                  </AriaButton>
                </li>
              );
            })}
          </ul>
          <AbsoluteRangeForm key={tz} range={range} zone={tz} onApply={choose} />
          <Button
            variant="ghost"
            icon={<Snowflake aria-hidden size={14} />}
            isDisabled={"from" in range}
            onPress={freeze}
          >
            Freeze
          </Button>
          <div className="border-line border-t pt-3">
            <ZonePicker zone={tz} onChoose={(zone) => void setParams({ tz: zone })} />
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function rangeText(range: UrlRange, zone: string): string {
  if ("lastSeconds" in range) return describeRelative(range.lastSeconds);
  return `${formatMicros(range.from, zone, "minute")} – ${formatMicros(range.to, zone, "minute").slice(sameDay(range, zone) ? 11 : 0)}`;
}

function sameDay(range: { from: number; to: number }, zone: string): boolean {
  return formatMicros(range.from, zone).slice(0, 10) === formatMicros(range.to, zone).slice(0, 10);
}
