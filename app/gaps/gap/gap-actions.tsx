"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import { AcknowledgeDialog } from "@/app/gaps/gap/acknowledge-dialog";
import type { GapDetail } from "@/app/gaps/gap/gap-type";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";
import { AbsoluteTime } from "@/app/ui/relative-time";

/** What a person can do about the gap as a whole. */
export function GapActions({ gap }: { gap: GapDetail }) {
  const [isOpen, setOpen] = useState(false);
  const search = useSearchParams();
  const id = gap.id.toString();
  if (gap.state === "acknowledged") return <Acknowledged gap={gap} />;
  const jobLink = new URLSearchParams(search);
  jobLink.delete("gap");
  jobLink.set("job", gap.backfillJobId?.toString() ?? "");
  return (
    <div className="flex flex-wrap gap-2">
      {gap.backfillJobId !== null && (
        <Link href={`/gaps?${jobLink}`} className={buttonClass("secondary", "sm")}>
          {gap.state === "backfilling" ? "Watch" : "See"} backfill {gap.backfillJobId.toString()}
        </Link>
      )}
      {gap.state !== "filled" && gap.state !== "backfilling" && (
        <>
          <Button size="sm" onPress={() => setOpen(true)}>
            Acknowledge all of it…
          </Button>
          <AcknowledgeDialog ids={[id]} isOpen={isOpen} onClose={() => setOpen(false)} />
        </>
      )}
    </div>
  );
}

function Acknowledged({ gap }: { gap: GapDetail }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const reopen = useMutation(
    trpc.gaps.reopen.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await client.invalidateQueries(trpc.gaps.pathFilter());
      },
    }),
  );
  return (
    <div className="flex flex-wrap items-center gap-3 rounded border border-line p-3">
      <p className="grow text-text-2">
        Acknowledged by {gap.acknowledgedBy}: {gap.acknowledgedReason}
        {gap.acknowledgedUntil === null ? (
          " (for good)"
        ) : (
          <>
            {" "}
            (until <AbsoluteTime micros={gap.acknowledgedUntil} />)
          </>
        )}
      </p>
      <Button size="sm" onPress={() => setOpen(true)}>
        Open it again…
      </Button>
      <ActDialog
        title="Open the gap again"
        act="Open it again"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isPending={reopen.isPending}
        error={reopen.error}
        onAct={(reason) => reopen.mutate({ ids: [gap.id.toString()], reason })}
      >
        <p>It waits for somebody again, and its cause is looked for anew.</p>
      </ActDialog>
    </div>
  );
}
