import clsx from "clsx";
import type { ReactNode } from "react";
import { TONE_ICON, TONE_SOFT, type Tone } from "@/app/ui/tone";

export interface BadgeProps {
  tone?: Tone;
  /** the icon that stands with the colour; `false` where the text alone says it */
  icon?: boolean;
  className?: string;
  children: ReactNode;
}

/** A state in a word or two. */
export function Badge({ tone = "neutral", icon = tone !== "neutral", className, children }: BadgeProps) {
  const Icon = TONE_ICON[tone];
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center align-middle gap-1 rounded-sm px-1.5 font-medium text-12 whitespace-nowrap",
        TONE_SOFT[tone],
        className,
      )}
    >
      {icon && <Icon aria-hidden size={12} strokeWidth={2.4} />}
      {children}
    </span>
  );
}
