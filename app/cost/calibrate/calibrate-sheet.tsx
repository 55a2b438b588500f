"use client";

import { useQuery } from "@tanstack/react-query";
import type { Dispatch } from "react";
import { CalibrateForm } from "@/app/cost/calibrate/calibrate-form";
import type { CostAction } from "@/app/cost/state/cost-state";
import { useTRPC } from "@/app/lib/trpc/react";
import { QueryView } from "@/app/ui/query-view";
import { Sheet } from "@/app/ui/sheet";
import { SkeletonRows } from "@/app/ui/skeleton";
import type { CostInputs } from "@/domain/cost/inputs/cost-inputs";

interface CalibrateSheetProps {
  isOpen: boolean;
  onClose: () => void;
  inputs: CostInputs;
  dispatch: Dispatch<CostAction>;
}

/** Puts what this console's own pipeline measured in place of assumptions. */
export function CalibrateSheet({ isOpen, onClose, inputs, dispatch }: CalibrateSheetProps) {
  return (
    <Sheet
      title="Use my pipeline"
      subtitle="Read from this console's own tables just now; nothing is estimated"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Measured inputs={inputs} dispatch={dispatch} onClose={onClose} />
    </Sheet>
  );
}

function Measured({ inputs, dispatch, onClose }: Omit<CalibrateSheetProps, "isOpen">) {
  const trpc = useTRPC();
  // What was measured must not change under the reader's eyes between reading and taking it.
  const query = useQuery(
    trpc.cost.calibration.queryOptions(
      {},
      { staleTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
    ),
  );
  return (
    <QueryView query={query} loading={<SkeletonRows rows={8} columns={3} />}>
      {(calibration) => (
        <CalibrateForm calibration={calibration} inputs={inputs} dispatch={dispatch} onClose={onClose} />
      )}
    </QueryView>
  );
}
