"use client";

import { X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { memo, useMemo } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { groupBy } from "@/app/lib/group-by";
import type { Instrument } from "@/app/trades/instrument-picker";
import { MAX_INSTRUMENTS, tradesParams } from "@/app/trades/params";
import { ComboBox } from "@/app/ui/combo-box";

interface TableInstrumentsProps {
  instruments: readonly Instrument[];
  chosen: Instrument;
}

/** Further instruments, or whole exchanges, whose trades stand in the table beside the chosen one's. */
export const TableInstruments = memo(function TableInstruments({
  instruments,
  chosen,
}: TableInstrumentsProps) {
  const [{ also, venues }, setParams] = useQueryStates(tradesParams, { history: "push" });
  const options = useMemo(
    () => addable(instruments, chosen, also, venues),
    [instruments, chosen, also, venues],
  );
  const added = instruments.filter((one) => also.includes(one.id) && one.id !== chosen.id);
  const add = (key: string) => {
    const [kind, ...rest] = key.split(":");
    const name = rest.join(":");
    if (kind === "exchange") void setParams({ venues: [...venues, name] });
    else void setParams({ also: [...also, Number(name)] });
  };
  const without = <One,>(list: readonly One[], one: One) => {
    const rest = list.filter((other) => other !== one);
    return rest.length > 0 ? rest : null;
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-4 pb-2">
      <span className="text-12 text-text-3">Trades of</span>
      <span className="font-medium text-12">{chosen.symbol}</span>
      {venues.map((venue) => (
        <Added
          key={venue}
          label={`all of ${venue}`}
          onRemove={() => void setParams({ venues: without(venues, venue) })}
        />
      ))}
      {added.map((one) => (
        <Added
          key={one.id}
          label={`${one.symbol} ${one.exchange}`}
          onRemove={() => void setParams({ also: without(also, one.id) })}
        />
      ))}
      {also.length + 1 < MAX_INSTRUMENTS ? (
        <ComboBox
          key={`${also.join()} ${venues.join()}`}
          label="Add markets to the table"
          placeholder="Add a market or an exchange"
          options={options}
          value={null}
          onChange={add}
          className="w-64"
        />
      ) : (
        <span className="text-12 text-text-3">{MAX_INSTRUMENTS} instruments are the most.</span>
      )}
    </div>
  );
});

function Added({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <AriaButton
      aria-label={`Leave out ${label}`}
      onPress={onRemove}
      className="inline-flex min-h-7 items-center gap-1 rounded-full border border-line px-2.5 text-12 text-text-2 hovered:bg-surface-2"
    >
      {label}
      <X aria-hidden size={12} />
    </AriaButton>
  );
}

function addable(
  instruments: readonly Instrument[],
  chosen: Instrument,
  also: readonly number[],
  venues: readonly string[],
) {
  const exchanges = [...groupBy(instruments, (one) => one.exchange)].filter(
    ([exchange]) => !venues.includes(exchange),
  );
  const others = instruments.filter(
    (one) => one.id !== chosen.id && !also.includes(one.id) && !venues.includes(one.exchange),
  );
  return [
    ...exchanges.map(([exchange, own]) => ({
      id: `exchange:${exchange}`,
      text: `All of ${exchange}`,
      content: (
        <>
          <span className="grow font-medium">All of {exchange}</span>
          <span className="text-12 text-text-3">{own.length}</span>
        </>
      ),
    })),
    ...others.map((one) => ({
      id: `instrument:${one.id}`,
      text: `${one.symbol} ${one.exchange} ${one.market}`,
      content: (
        <>
          <span className="grow font-medium">{one.symbol}</span>
          <span className="text-text-3">
            {one.exchange} {one.market}
          </span>
        </>
      ),
    })),
  ];
}
