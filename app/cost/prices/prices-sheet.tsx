"use client";

import { type Dispatch, useState } from "react";
import { PriceRow } from "@/app/cost/prices/price-row";
import type { PricedScenario } from "@/app/cost/scenario";
import type { CostAction } from "@/app/cost/state/cost-state";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { Sheet } from "@/app/ui/sheet";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import type { PriceOverrides } from "@/domain/cost/prices/override-prices";
import { isStale } from "@/domain/cost/prices/price-age";
import { PRICE_IDS } from "@/domain/cost/prices/price-ids";

const SHOWN = [
  { value: "used", label: "In this estimate" },
  { value: "all", label: "All" },
] as const;

interface PricesSheetProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  priced: PricedScenario;
  overrides: PriceOverrides;
  today: string;
  dispatch: Dispatch<CostAction>;
}

/** Every price with its source, and a field for the reader's own: a quote, a discount, another region. */
export function PricesSheet({ isOpen, onOpenChange, priced, overrides, today, dispatch }: PricesSheetProps) {
  const [shown, setShown] = useState<"used" | "all">("used");
  const used = new Set(priced.estimate.lines.flatMap(({ prices }) => prices.map(({ id }) => id)));
  const ids = PRICE_IDS.filter((id) => shown === "all" || used.has(id) || overrides[id] !== undefined);
  const changed = Object.keys(overrides).length;
  return (
    <Sheet
      title="Prices"
      subtitle={`${defaultPriceSheet.region}, version ${defaultPriceSheet.version}, ${defaultPriceSheet.currency}; yours stand in the link`}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <div className="flex flex-wrap items-center gap-3 px-4 py-3">
        <ChipGroup
          label="Which prices"
          mode="single"
          required
          chips={SHOWN}
          selected={[shown]}
          onChange={([chosen]) => setShown(chosen ?? "used")}
        />
        <span className="grow" />
        {changed > 0 && (
          <Button
            size="sm"
            onPress={() => {
              for (const id of PRICE_IDS)
                if (overrides[id] !== undefined) dispatch({ type: "price", id, value: null });
            }}
          >
            Drop my {changed === 1 ? "price" : `${changed} prices`}
          </Button>
        )}
      </div>
      <ul>
        {ids.map((id) => {
          const price = defaultPriceSheet.prices[id];
          return (
            <PriceRow
              key={id}
              id={id}
              price={price}
              own={overrides[id] ?? null}
              stale={isStale(price, today)}
              onChange={(value) => dispatch({ type: "price", id, value })}
            />
          );
        })}
      </ul>
    </Sheet>
  );
}
