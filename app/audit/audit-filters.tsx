"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { auditParams } from "@/app/audit/params";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { SearchField } from "@/app/ui/search-field";
import { Select } from "@/app/ui/select";

const ANY = "";

/** Who, what, a text, and whether only the top bar's range. */
export function AuditFilters() {
  const trpc = useTRPC();
  const [{ actor, act, q, within }, setParams] = useQueryStates(auditParams, { history: "push" });
  const { data } = useQuery(trpc.audit.facets.queryOptions({}, { staleTime: 10_000 }));
  const options = (any: string, values: readonly string[], chosen: string | null) => [
    { value: ANY, label: any },
    ...[...new Set(chosen === null ? values : [chosen, ...values])].map((value) => ({ value, label: value })),
  ];
  const isNarrowed = actor !== null || act !== null || q !== null || within;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        key={q ?? ""}
        label="Subject, reason or outcome"
        value={q}
        onChange={(text) => void setParams({ q: text })}
        className="w-64"
      />
      <Select
        label="Who"
        hideLabel
        options={options("Anybody", data?.actors ?? [], actor)}
        value={actor ?? ANY}
        onChange={(next) => void setParams({ actor: next === ANY ? null : next })}
      />
      <Select
        label="Act"
        hideLabel
        options={options("Any act", data?.actions ?? [], act)}
        value={act ?? ANY}
        onChange={(next) => void setParams({ act: next === ANY ? null : next })}
      />
      <ChipGroup
        label="Time"
        mode="multiple"
        chips={[{ value: "within", label: "Only the range above" }]}
        selected={within ? ["within"] : []}
        onChange={(chosen) => void setParams({ within: chosen.length > 0 })}
      />
      {isNarrowed && (
        <Button
          variant="ghost"
          size="sm"
          icon={<X aria-hidden size={13} />}
          onPress={() => void setParams({ actor: null, act: null, q: null, within: null })}
        >
          Clear
        </Button>
      )}
    </div>
  );
}
