"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { Select } from "@/app/ui/select";
import { SkeletonRows } from "@/app/ui/skeleton";

type Policy = ApiOutput["gaps"]["policies"][number];

const STEPS = [0, 10, 100, 1_000, 10_000, 100_000];

/** Which gaps are fetched without being asked. */
export function PolicyPanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.gaps.policies.queryOptions({}));
  return (
    <Panel
      title="Auto-backfill"
      subtitle="Gaps of up to so many trades are fetched by themselves, a few seconds after they open; those in the dead letters are not"
    >
      <QueryView query={query} loading={<SkeletonRows rows={3} columns={3} />}>
        {(policies) => (
          <ul>
            {policies.map((policy) => (
              <PolicyLine key={policy.exchange} policy={policy} />
            ))}
          </ul>
        )}
      </QueryView>
    </Panel>
  );
}

const word = (upTo: number) => (upTo === 0 ? "Off" : `Up to ${groupThousands(upTo)} trades`);

function PolicyLine({ policy }: { policy: Policy }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<number | null>(null);
  const save = useMutation(
    trpc.gaps.setPolicy.mutationOptions({
      onSuccess: async () => {
        toast.success(`Auto-backfill of ${policy.exchange}: ${word(wanted ?? 0).toLowerCase()}`);
        setWanted(null);
        await client.invalidateQueries(trpc.gaps.policies.pathFilter());
      },
    }),
  );
  const steps = [...new Set([...STEPS, policy.upTo])].sort((a, b) => a - b);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t py-2 text-13">
      <span className="w-24 font-medium">{policy.exchange}</span>
      <Select
        label={`Auto-backfill of ${policy.exchange}`}
        hideLabel
        options={steps.map((upTo) => ({ value: String(upTo), label: word(upTo) }))}
        value={String(policy.upTo)}
        onChange={(value) => {
          if (Number(value) !== policy.upTo) setWanted(Number(value));
        }}
        className="w-56"
      />
      <span className="grow text-12 text-text-3">{policy.limit}</span>
      <ActDialog
        title={`Auto-backfill of ${policy.exchange}`}
        act={wanted === 0 ? "Turn it off" : "Change it"}
        isOpen={wanted !== null}
        onClose={() => setWanted(null)}
        isPending={save.isPending}
        error={save.error}
        onAct={(reason) => save.mutate({ exchange: policy.exchange, upTo: wanted ?? 0, reason })}
      >
        <p>
          {wanted === 0
            ? "Gaps stay as they are until somebody starts a backfill."
            : `Every gap of ${policy.exchange} that misses up to ${groupThousands(wanted ?? 0)} trades is fetched within seconds, three times at most, within the venue's limit.`}
        </p>
      </ActDialog>
    </li>
  );
}
