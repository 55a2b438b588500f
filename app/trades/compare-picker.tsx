"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { memo } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import { candleParams, MAX_OTHERS } from "@/app/trades/candle-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import { ComboBox } from "@/app/ui/combo-box";

/** Adds an instrument to the comparison, by typing any part of its name. */
export const ComparePicker = memo(function ComparePicker({ instrument }: { instrument: Instrument }) {
  const trpc = useTRPC();
  const [{ compare }, setParams] = useQueryStates(candleParams, { history: "push" });
  const { data: known = [] } = useQuery(trpc.instruments.list.queryOptions({}));
  if (compare.length >= MAX_OTHERS) return <span className="text-12 text-text-3">8 is the most</span>;
  const options = known
    .filter((one) => one.id !== instrument.id && !compare.includes(one.id))
    .map((one) => ({
      id: String(one.id),
      text: `${one.symbol} ${one.exchange} ${one.market}`,
      content: (
        <>
          <span className="font-medium">{one.symbol}</span>
          <span className="grow text-text-3">
            {one.exchange} {one.market}
          </span>
        </>
      ),
    }));
  return (
    <ComboBox
      // A list that was chosen from begins anew.
      key={`${instrument.id} ${compare.join(" ")} ${options.length}`}
      label="Compare with"
      placeholder="Compare with…"
      options={options}
      value={null}
      onChange={(id) => void setParams({ compare: [...compare, Number(id)] })}
      className="w-40"
    />
  );
});
