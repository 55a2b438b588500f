"use client";

import { useQuery } from "@tanstack/react-query";
import { Split } from "lucide-react";
import { memo, useMemo, useState } from "react";
import type { PricedScenario } from "@/app/cost/scenario";
import { AllocationTable } from "@/app/cost/showback/allocation-table";
import { ReplayCosts } from "@/app/cost/showback/replay-costs";
import { useTRPC } from "@/app/lib/trpc/react";
import { ChipGroup } from "@/app/ui/chips";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";
import { allocateCost } from "@/domain/cost/analysis/allocate-cost";

const KEYS = [
  { value: "exchanges", label: "By exchange" },
  { value: "instruments", label: "By instrument" },
] as const;

/** Who the bill is for: showback, before anybody is charged. */
export const ShowbackPanel = memo(function ShowbackPanel({ priced }: { priced: PricedScenario }) {
  const trpc = useTRPC();
  const [by, setBy] = useState<"exchanges" | "instruments">("exchanges");
  const query = useQuery(trpc.cost.usage.queryOptions({}));
  const usages = query.data?.[by];
  const allocation = useMemo(
    () => (usages === undefined ? null : allocateCost(priced.estimate, usages)),
    [priced, usages],
  );
  return (
    <Panel
      title="Whose cost it is"
      subtitle={`This scenario's month, spread by what each used in the newest ${query.data?.hours ?? 24} h of trades: Kafka by bytes, workers by messages, the database by rows`}
      flush
      actions={
        <ChipGroup
          label="Spread"
          mode="single"
          required
          chips={KEYS}
          selected={[by]}
          onChange={([chosen]) => setBy(chosen ?? "exchanges")}
        />
      }
    >
      <QueryView query={query} loading={<SkeletonRows rows={4} columns={4} />}>
        {() =>
          allocation === null || allocation.allocations.length === 0 ? (
            <EmptyState icon={Split} title="Nothing to spread it over yet">
              As soon as trades are stored, each exchange and instrument has its share here. Start a feed:{" "}
              <Command>npm run worker -- --roles feed,ingest</Command>
            </EmptyState>
          ) : (
            <AllocationTable key={by} what={by} allocation={allocation} />
          )
        }
      </QueryView>
      <ReplayCosts priced={priced} />
    </Panel>
  );
});
