"use client";

import { type SyntheticEvent, useState } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField } from "react-aria-components/TextField";
import { boundsError, readDecimal, readTradeId, type Typed } from "@/app/trades/filter-text";
import type { TradeFilterValues } from "@/app/trades/params";
import { Button } from "@/app/ui/button";
import { fieldClass } from "@/app/ui/popover";

export type FilterBounds = Omit<TradeFilterValues, "sides">;

const FIELDS = [
  { name: "priceMin", label: "Price from", read: readDecimal, example: "60000" },
  { name: "priceMax", label: "Price to", read: readDecimal, example: "65000.5" },
  { name: "sizeMin", label: "Size from", read: readDecimal, example: "0.1" },
  { name: "sizeMax", label: "Size to", read: readDecimal, example: "2" },
  { name: "min", label: "Notional from", read: readDecimal, example: "100000" },
  { name: "id", label: "Trade id", read: readTradeId, example: "314159" },
] as const satisfies readonly {
  name: keyof FilterBounds;
  label: string;
  read: (text: string) => Typed;
  example: string;
}[];

/** From and to are held against each other once both can be read. */
const PAIRS = [
  ["priceMin", "priceMax"],
  ["sizeMin", "sizeMax"],
] as const;

interface TradeFilterFormProps {
  values: FilterBounds;
  onApply: (values: FilterBounds) => void;
}

/** The bounds as one types them; nothing is asked before all of them can be read. */
export function TradeFilterForm({ values, onApply }: TradeFilterFormProps) {
  const [texts, setTexts] = useState<Record<keyof FilterBounds, string>>(() => ({
    priceMin: values.priceMin ?? "",
    priceMax: values.priceMax ?? "",
    sizeMin: values.sizeMin ?? "",
    sizeMax: values.sizeMax ?? "",
    min: values.min ?? "",
    id: values.id ?? "",
  }));
  const [errors, setErrors] = useState<Partial<Record<keyof FilterBounds, string>>>({});
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    const read = readAll(texts);
    setErrors(read.errors);
    if (Object.keys(read.errors).length === 0) onApply(read.values);
  };
  return (
    <form onSubmit={apply} noValidate className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        {FIELDS.map(({ name, label, example }) => (
          <TextField
            key={name}
            value={texts[name]}
            onChange={(text) => setTexts({ ...texts, [name]: text })}
            isInvalid={errors[name] !== undefined}
            validationBehavior="aria"
            className="flex min-w-0 flex-col gap-1"
          >
            <Label className="text-12 text-text-3">{label}</Label>
            <Input
              inputMode={name === "id" ? "text" : "decimal"}
              autoComplete="off"
              placeholder={example}
              className={`${fieldClass} w-full invalid:border-bad`}
            />
            <FieldError className="text-12 text-bad">{errors[name]}</FieldError>
          </TextField>
        ))}
      </div>
      <p className="text-12 text-text-3">
        Bounds belong to what passes. Prices and notionals are in the quote currency, sizes in the base
        currency.
      </p>
      <Button type="submit" variant="primary">
        Apply
      </Button>
    </form>
  );
}

function readAll(texts: Record<keyof FilterBounds, string>) {
  const values: FilterBounds = {
    priceMin: null,
    priceMax: null,
    sizeMin: null,
    sizeMax: null,
    min: null,
    id: null,
  };
  const errors: Partial<Record<keyof FilterBounds, string>> = {};
  for (const { name, read } of FIELDS) {
    const typed = read(texts[name]);
    if ("error" in typed) errors[name] = typed.error;
    else values[name] = typed.value;
  }
  for (const [least, most] of PAIRS) {
    if (errors[least] !== undefined || errors[most] !== undefined) continue;
    const error = boundsError(values[least], values[most]);
    if (error !== null) errors[most] = error;
  }
  return { values, errors };
}
