"use client";

import clsx from "clsx";
import { RotateCcw } from "lucide-react";
import { useId, useState } from "react";
import { PriceBadges } from "@/app/cost/prices/price-badges";
import { IconButton } from "@/app/ui/button";
import { fieldClass } from "@/app/ui/popover";
import type { PriceId } from "@/domain/cost/prices/price-ids";
import { type Price, priceSchema } from "@/domain/cost/prices/price-sheet";

interface PriceRowProps {
  id: PriceId;
  /** of the sheet, not the reader's */
  price: Price;
  own: string | null;
  stale: boolean;
  onChange: (value: string | null) => void;
}

const REFUSAL = "A price is a plain decimal such as 0.816, not negative.";

/** One price: what the sheet says and on whose word, and the reader's own in its place. */
export function PriceRow({ id, price, own, stale, onChange }: PriceRowProps) {
  const fieldId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const isRefused = typed !== null && typed !== "" && !priceSchema.shape.value.safeParse(typed).success;
  return (
    <li className="flex flex-col gap-1 border-line border-t px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={fieldId} className="mono min-w-0 grow break-all text-13">
          {id}
        </label>
        {own !== null && (
          <IconButton
            label={`${id}: back to ${price.value}`}
            size="icon-sm"
            onPress={() => {
              setTyped(null);
              onChange(null);
            }}
          >
            <RotateCcw aria-hidden size={13} />
          </IconButton>
        )}
        <input
          id={fieldId}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={isRefused}
          aria-describedby={`${fieldId}-note`}
          value={typed ?? own ?? price.value}
          onChange={(event) => {
            const next = event.currentTarget.value.trim();
            setTyped(next);
            if (next === "" || next === price.value) onChange(null);
            else if (priceSchema.shape.value.safeParse(next).success) onChange(next);
          }}
          onBlur={() => {
            if (!isRefused) setTyped(null);
          }}
          className={clsx(fieldClass, "w-28 text-right", isRefused && "border-bad")}
        />
        <span className="w-32 truncate text-12 text-text-3" title={price.unit}>
          {price.unit}
        </span>
      </div>
      <div id={`${fieldId}-note`} className="flex flex-col gap-1 text-12 text-text-2">
        {isRefused && <span className="text-bad">{REFUSAL}</span>}
        <span className="flex flex-wrap items-center gap-2">
          {own === null ? (
            <PriceBadges confidence={price.confidence} stale={stale} />
          ) : (
            <>
              <PriceBadges confidence="given" stale={false} />
              <span>in place of {price.value}</span>
            </>
          )}
        </span>
        <span className="break-words">
          {price.source}; {price.asOf === null ? "undated" : `as of ${price.asOf}`}
          {price.low !== null && price.high !== null && `; sources name ${price.low} to ${price.high}`}
        </span>
        {price.note && <span className="text-text-3">{price.note}</span>}
      </div>
    </li>
  );
}
