"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { isNarrowed } from "@/app/dead-letters/filter";
import { LETTER_STATES, letterParams } from "@/app/dead-letters/params";
import { STATE } from "@/app/dead-letters/state-badge";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { SearchField } from "@/app/ui/search-field";
import { Select } from "@/app/ui/select";

const ANY = "";
const TRIES = ["1", "2", "3", "5", "10"] as const;

/** What narrows the list: states, cause, topic, market, tries, a text in the payload, the top bar's range. */
export function LetterFilters({ withStates = true }: { withStates?: boolean }) {
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(letterParams, { history: "push" });
  const { data } = useQuery(trpc.deadLetters.facets.queryOptions({}, { staleTime: 30_000 }));
  const options = (any: string, values: readonly string[], chosen: string | null) => [
    { value: ANY, label: any },
    ...[...new Set(chosen === null ? values : [chosen, ...values])].map((value) => ({ value, label: value })),
  ];
  const markets = data?.symbols.map(({ exchange, symbol }) => `${exchange}~${symbol}`) ?? [];
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
      {withStates && (
        <ChipGroup
          label="State"
          mode="multiple"
          chips={LETTER_STATES.map((state) => ({ value: state, label: STATE[state].word }))}
          selected={params.states}
          onChange={(states) => void setParams({ states })}
        />
      )}
      <Select
        label="Code"
        hideLabel
        options={options("Any code", data?.codes ?? [], params.code)}
        value={params.code ?? ANY}
        onChange={(code) => void setParams({ code: code === ANY ? null : code })}
        className="max-w-56"
      />
      <Select
        label="Topic"
        hideLabel
        options={options("Any topic", data?.topics ?? [], params.topic)}
        value={params.topic ?? ANY}
        onChange={(topic) => void setParams({ topic: topic === ANY ? null : topic })}
        className="max-w-64"
      />
      <Select
        label="Market"
        hideLabel
        options={options("Any market", markets, params.market).map(({ value, label }) => ({
          value,
          label: label.replace("~", " "),
        }))}
        value={params.market ?? ANY}
        onChange={(market) => void setParams({ market: market === ANY ? null : market })}
        className="max-w-56"
      />
      <Select
        label="Tries"
        hideLabel
        options={TRIES.map((least) => ({
          value: least,
          label: least === "1" ? "Any tries" : `${least} tries or more`,
        }))}
        value={String(params.tries ?? 1)}
        onChange={(least) => void setParams({ tries: least === "1" ? null : Number(least) })}
      />
      <SearchField
        key={params.q ?? ""}
        label="Text in the payload"
        value={params.q}
        onChange={(q) => void setParams({ q })}
      />
      <ChipGroup
        label="Time"
        mode="multiple"
        chips={[{ value: "within", label: "Only the range above" }]}
        selected={params.within ? ["within"] : []}
        onChange={(chosen) => void setParams({ within: chosen.length > 0 })}
      />
      {isNarrowed(params) && (
        <Button
          variant="ghost"
          size="sm"
          icon={<X aria-hidden size={13} />}
          onPress={() =>
            void setParams({
              group: null,
              code: null,
              topic: null,
              market: null,
              tries: null,
              q: null,
              within: null,
            })
          }
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}
