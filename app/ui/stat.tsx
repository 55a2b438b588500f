import clsx from "clsx";
import type { ReactNode } from "react";
import { Skeleton } from "@/app/ui/skeleton";
import { TONE_ICON, TONE_TEXT, type Tone } from "@/app/ui/tone";

export interface StatProps {
  label: string;
  /** null while it is not known yet */
  value: ReactNode | null;
  /** it could not be read, and nothing older is known */
  failed?: boolean;
  /** the unit beside the number, e.g. `trades/s` */
  unit?: string;
  /** one line under the number: the window, the comparison, since when */
  note?: ReactNode;
  tone?: Tone;
  size?: "md" | "lg";
}

/** One figure with its name, its unit and what it is measured over. */
export function Stat({ label, value, failed = false, unit, note, tone = "neutral", size = "md" }: StatProps) {
  const Icon = TONE_ICON[tone];
  const large = size === "lg";
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <span className="flex items-center gap-1.5 text-12 text-text-3">
        {tone !== "neutral" && <Icon aria-hidden size={13} className={TONE_TEXT[tone]} />}
        {label}
      </span>
      {value === null && failed ? (
        <span className={clsx("text-text-3", large ? "text-28" : "text-20")}>not known</span>
      ) : value === null ? (
        <Skeleton className={clsx("my-1", large ? "h-7 w-32" : "h-5 w-20")} />
      ) : (
        <span
          className={clsx(
            "truncate font-semibold",
            large ? "text-28" : "text-20",
            tone !== "neutral" && tone !== "ok" && TONE_TEXT[tone],
          )}
        >
          {value}
          {unit && <span className="ml-1 font-normal text-13 text-text-3">{unit}</span>}
        </span>
      )}
      {note && <span className="truncate text-12 text-text-3">{note}</span>}
    </div>
  );
}
