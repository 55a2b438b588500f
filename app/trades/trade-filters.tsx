"use client";

import clsx from "clsx";
import { ListFilter, RotateCcw, X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { memo, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { activeFilters } from "@/app/trades/active-filters";
import { SIDES, tradeFilterParams } from "@/app/trades/params";
import { TradeFilterForm } from "@/app/trades/trade-filter-form";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";
import { ChipGroup } from "@/app/ui/chips";
import { popoverClass } from "@/app/ui/popover";

const LABEL = { buy: "Buy", sell: "Sell", unknown: "Unknown" } as const;

/** The taker's side as chips, and the bounds behind a button. */
export const TradeFilters = memo(function TradeFilters() {
  const [params, setParams] = useQueryStates(tradeFilterParams, { history: "push" });
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ChipGroup
        label="Taker side"
        mode="multiple"
        chips={SIDES.map((side) => ({ value: side, label: LABEL[side] }))}
        selected={params.sides}
        onChange={(chosen) => void setParams({ sides: chosen.length > 0 ? chosen : null })}
      />
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <AriaButton className={buttonClass("secondary", "sm")}>
          <ListFilter aria-hidden size={14} />
          Price, size, id
        </AriaButton>
        <Popover placement="bottom end" offset={4} className={clsx(popoverClass, "w-80 max-w-[94vw] p-3")}>
          <Dialog aria-label="Filter by price, size or id" className="outline-none">
            <TradeFilterForm
              values={params}
              onApply={(values) => {
                void setParams(values);
                setOpen(false);
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
});

/** The bounds that are set, each to be taken away by itself, and all of them at once. */
export const ActiveFilters = memo(function ActiveFilters() {
  const [params, setParams] = useQueryStates(tradeFilterParams, { history: "push" });
  const active = activeFilters(params);
  if (active.length === 0 && params.sides.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5 px-4 pb-2">
      {active.map(({ label, clears }) => (
        <li key={label}>
          <AriaButton
            aria-label={`Remove the filter ${label}`}
            onPress={() => void setParams(Object.fromEntries(clears.map((name) => [name, null])))}
            className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-full border border-accent bg-accent-soft px-2.5 text-left font-medium text-12 text-accent hovered:brightness-105"
          >
            <span className="min-w-0 break-all">{label}</span>
            <X aria-hidden size={12} className="shrink-0" />
          </AriaButton>
        </li>
      ))}
      <li>
        <Button
          variant="ghost"
          size="sm"
          icon={<RotateCcw aria-hidden size={13} />}
          onPress={() => void setParams(null)}
        >
          Reset the filters
        </Button>
      </li>
    </ul>
  );
});
