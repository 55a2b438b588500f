"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { isNarrowed } from "@/app/gaps/filter";
import { gapsParams } from "@/app/gaps/params";
import { CAUSE, STATE } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatMicros } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { Select } from "@/app/ui/select";
import { GAP_CAUSES, GAP_STATES } from "@/domain/gap/types";

const ANY = "any";

/** What narrows the list, each state with how many gaps are in it. */
export function LedgerFilters() {
  const trpc = useTRPC();
  const [{ tz }] = useGlobalParams();
  const [params, setParams] = useQueryStates(gapsParams, { history: "push" });
  const { data: counts } = useQuery(
    trpc.gaps.counts.queryOptions({ instrumentId: params.instrument }, useLiveOptions(2_000)),
  );
  const chosen = useQuery(trpc.instruments.list.queryOptions({})).data?.find(
    (one) => one.id === params.instrument,
  );
  const countOf = (state: (typeof GAP_STATES)[number]) =>
    counts?.reduce(
      (sum, one) =>
        one.state === state && (params.exchange === null || one.exchange === params.exchange)
          ? sum + one.gaps
          : sum,
      0n,
    );
  const exchanges = [
    ...new Set([...(counts ?? []).map((one) => one.exchange), ...(params.exchange ? [params.exchange] : [])]),
  ];
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
      <ChipGroup
        label="State"
        mode="multiple"
        chips={GAP_STATES.map((state) => {
          const count = countOf(state);
          return {
            value: state,
            label: `${STATE[state].word}${count === undefined ? "" : ` ${groupThousands(count)}`}`,
          };
        })}
        selected={params.states}
        onChange={(states) => void setParams({ states })}
      />
      <Select
        label="Cause"
        hideLabel
        options={[
          { value: ANY, label: "Any cause" },
          ...GAP_CAUSES.map((cause) => ({ value: cause, label: CAUSE[cause] })),
        ]}
        value={params.causes[0] ?? ANY}
        onChange={(cause) =>
          void setParams({ causes: cause === ANY ? [] : GAP_CAUSES.filter((one) => one === cause) })
        }
      />
      <Select
        label="Exchange"
        hideLabel
        options={[
          { value: ANY, label: "Any exchange" },
          ...exchanges.map((exchange) => ({ value: exchange, label: exchange })),
        ]}
        value={params.exchange ?? ANY}
        onChange={(exchange) => void setParams({ exchange: exchange === ANY ? null : exchange })}
      />
      <Select
        label="Order"
        hideLabel
        options={[
          { value: "newest", label: "Newest first" },
          { value: "largest", label: "Most missing first" },
        ]}
        value={params.order}
        onChange={(order) => void setParams({ order })}
      />
      {params.instrument !== null && (
        <Button
          size="sm"
          icon={<X aria-hidden size={13} />}
          onPress={() => void setParams({ instrument: null, from: null, to: null })}
        >
          Only {chosen ? `${chosen.exchange} ${chosen.symbol}` : "one market"}
          {params.from !== null &&
            params.to !== null &&
            `, ${formatMicros(params.from, tz, "minute")} to ${formatMicros(params.to, tz, "minute").slice(11)}`}
        </Button>
      )}
      {isNarrowed(params) && (
        <Button
          variant="ghost"
          size="sm"
          onPress={() =>
            void setParams({ causes: [], exchange: null, instrument: null, from: null, to: null })
          }
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}
