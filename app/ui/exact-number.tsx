import clsx from "clsx";
import {
  compactNumber,
  type ExactValue,
  exactDigits,
  fixedDecimal,
  groupThousands,
} from "@/app/lib/format/decimal";

export interface ExactNumberProps {
  /** a decimal as a string, or a count */
  value: ExactValue;
  /** show this many decimals; hover still tells the whole number */
  places?: number;
  /** `12.3M` where space is short; hover still tells the whole number */
  compact?: boolean;
  className?: string;
}

/** A number with its thousands separated, never rounded through a float; the full value is on hover. */
export function ExactNumber({ value, places, compact = false, className }: ExactNumberProps) {
  const shown = compact
    ? compactNumber(value)
    : groupThousands(places === undefined ? value : fixedDecimal(value, places));
  const full = groupThousands(value);
  return (
    <data
      value={exactDigits(value)}
      title={shown === full ? undefined : full}
      className={clsx("tabular-nums", className)}
    >
      {shown}
    </data>
  );
}
