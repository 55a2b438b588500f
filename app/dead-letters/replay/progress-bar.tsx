"use client";

import { Label } from "react-aria-components/Label";
import { ProgressBar as AriaProgressBar } from "react-aria-components/ProgressBar";

interface ProgressBarProps {
  label: string;
  value: number;
  of: number;
  /** what the bar says, in words */
  text: string;
}

/** How far something is. */
export function ProgressBar({ label, value, of, text }: ProgressBarProps) {
  return (
    <AriaProgressBar
      value={value}
      maxValue={Math.max(1, of)}
      valueLabel={text}
      className="flex flex-col gap-1"
    >
      {({ percentage }) => (
        <>
          <span className="flex justify-between gap-4 text-12">
            <Label className="text-text-3">{label}</Label>
            <span className="text-text-2">{text}</span>
          </span>
          <span className="block h-2 overflow-hidden rounded-full bg-surface-2">
            <span
              className="block h-full rounded-full bg-accent transition-[width] duration-(--motion)"
              style={{ width: `${percentage ?? 0}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
