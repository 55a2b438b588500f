"use client";

import { useQueryStates } from "nuqs";
import { useState } from "react";
import { Input } from "react-aria-components/Input";
import { TextField } from "react-aria-components/TextField";
import { type SIDES, tradesParams } from "@/app/trades/params";
import { ChipGroup } from "@/app/ui/chips";
import { fieldClass } from "@/app/ui/popover";

const LABEL = { buy: "Buy", sell: "Sell", unknown: "Unknown" } as const;

/** Chips for the taker's side, and a least notional. */
export function TradeFilters({ sides }: { sides: typeof SIDES }) {
  const [params, setParams] = useQueryStates(tradesParams, { history: "push" });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ChipGroup
        label="Taker side"
        mode="multiple"
        chips={sides.map((side) => ({ value: side, label: LABEL[side] }))}
        selected={params.sides}
        onChange={(chosen) => void setParams({ sides: chosen.length > 0 ? chosen : null })}
      />
      <MinNotional key={params.min ?? ""} value={params.min} onChange={(min) => void setParams({ min })} />
    </div>
  );
}

function MinNotional({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const [text, setText] = useState(value ?? "");
  const plain = text.replaceAll(",", "").trim();
  const isValid = plain === "" || tradesParams.min.parse(plain) !== null;
  const apply = () => {
    if (isValid && plain !== (value ?? "")) onChange(plain === "" ? null : plain);
  };
  return (
    <TextField
      aria-label="Least notional"
      value={text}
      onChange={setText}
      isInvalid={!isValid}
      onBlur={apply}
    >
      <Input
        inputMode="decimal"
        placeholder="Least notional"
        onKeyDown={(event) => {
          if (event.key === "Enter") apply();
        }}
        className={`${fieldClass} w-32 invalid:border-bad`}
      />
    </TextField>
  );
}
