"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { GapDetails } from "@/app/gaps/gap/gap-details";
import { gapsParams } from "@/app/gaps/params";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { QueryView } from "@/app/ui/query-view";
import { Sheet } from "@/app/ui/sheet";
import { SkeletonRows } from "@/app/ui/skeleton";

/** The gap that the URL names. */
export function GapSheet() {
  const [{ gap }, setParams] = useQueryStates(gapsParams, { history: "push" });
  return (
    <Sheet
      title={`Gap ${gap ?? ""}`}
      isOpen={gap !== null}
      onOpenChange={(open) => {
        if (!open) void setParams({ gap: null });
      }}
    >
      {gap !== null && <Loaded id={gap} />}
    </Sheet>
  );
}

function Loaded({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.gaps.one.queryOptions({ id }, useLiveOptions(1_500)));
  return (
    <QueryView query={query} loading={<SkeletonRows rows={10} columns={2} />}>
      {(gap) => <GapDetails gap={gap} />}
    </QueryView>
  );
}
