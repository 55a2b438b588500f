"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { toast } from "sonner";
import { isReason, ReasonField } from "@/app/dead-letters/reason-field";
import { PlanFacts } from "@/app/gaps/backfill/plan-facts";
import { gapsParams } from "@/app/gaps/params";
import { groupThousands } from "@/app/lib/format/decimal";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiInput } from "@/app/lib/trpc/types";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { Dialog } from "@/app/ui/dialog";
import { ErrorState } from "@/app/ui/error-state";
import { SkeletonRows } from "@/app/ui/skeleton";

type Selection = ApiInput["gaps"]["plan"]["selection"];

interface PlanDialogProps {
  selection: Selection;
  isOpen: boolean;
  onClose: () => void;
}

/** What a backfill would ask the venues and what it costs there, before anything is sent; then the button that starts it. */
export function PlanDialog({ selection, isOpen, onClose }: PlanDialogProps) {
  return (
    <Dialog
      title="Backfill from the venues"
      size="lg"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <PlanForm selection={selection} onClose={onClose} />
    </Dialog>
  );
}

function PlanForm({ selection, onClose }: Pick<PlanDialogProps, "selection" | "onClose">) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [, setParams] = useQueryStates(gapsParams, { history: "push" });
  const [reason, setReason] = useState("");
  const [also, setAlso] = useState<("letters" | "again")[]>([]);
  const scope = { selection, letters: also.includes("letters"), again: also.includes("again") };
  const ask = useMutation(trpc.gaps.plan.mutationOptions());
  // A plan is a question, but too long for an address: asked by a mutation, kept like a query for this dialog's life.
  const plan = useQuery({
    queryKey: ["gap-plan", scope],
    queryFn: () => ask.mutateAsync(scope),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const start = useMutation(
    trpc.gaps.backfill.mutationOptions({
      onSuccess: async ({ jobIds }) => {
        const [only, ...more] = jobIds;
        toast.success(
          jobIds.length === 1 ? `Backfill ${only} started` : `${jobIds.length} backfills started`,
        );
        onClose();
        await setParams({
          view: "backfills",
          gap: null,
          job: only !== undefined && more.length === 0 ? String(only) : null,
        });
        await client.invalidateQueries(trpc.gaps.pathFilter());
      },
    }),
  );
  const found = plan.data;
  const lastGapId = found?.lastGapId ?? null;
  const canStart = found !== undefined && found.calls > 0 && lastGapId !== null;
  return (
    <form
      className="flex flex-col gap-4 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (canStart && isReason(reason)) start.mutate({ ...scope, lastGapId, calls: found.calls, reason });
      }}
    >
      <ChipGroup
        label="Also ask for"
        mode="multiple"
        chips={[
          { value: "letters", label: "Also numbers that lie in the dead letters" },
          { value: "again", label: "Again what the venue did not have" },
        ]}
        selected={also}
        onChange={setAlso}
      />
      {found !== undefined ? (
        <PlanFacts plan={found} />
      ) : plan.error !== null ? (
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      ) : (
        <SkeletonRows rows={3} columns={4} />
      )}
      {canStart && (
        <>
          <ReasonField value={reason} onChange={setReason} placeholder="e.g. the socket was lost at noon" />
          {start.error !== null && (
            <p role="alert" className="text-13 text-bad">
              {errorFacts(start.error).message}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onPress={onClose}>
              Leave it
            </Button>
            <Button type="submit" variant="primary" isDisabled={!isReason(reason) || start.isPending}>
              Fetch {groupThousands(found.numbers)} trades with {groupThousands(found.calls)}{" "}
              {found.calls === 1 ? "call" : "calls"}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
