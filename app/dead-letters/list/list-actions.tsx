"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import type { LetterFilter } from "@/app/dead-letters/filter";
import { usePicks } from "@/app/dead-letters/list/picks";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";

/** What can be done with the picked letters, or with all that pass the filter. */
export function ListActions({ filter, shown }: { filter: LetterFilter; shown: number }) {
  const picks = usePicks();
  const href = useHref();
  const search = useSearchParams();
  const [act, setAct] = useState<"discard" | "restore" | null>(null);
  const ids = [...picks.ids];
  const isPicked = ids.length > 0;
  const selection = isPicked ? { kind: "ids" as const, ids } : { kind: "filter" as const, filter };
  const what = isPicked ? `${groupThousands(ids.length)} picked` : "all that match";
  const areDiscarded = filter.states?.length === 1 && filter.states[0] === "discarded";
  const replay = isPicked
    ? href("/dead-letters/replay", { ids: ids.join(",") })
    : `/dead-letters/replay?${search.toString()}`;
  const settle = useSettle(act ?? "discard", () => {
    setAct(null);
    picks.clear();
  });
  if (shown === 0 && !isPicked) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isPicked && (
        <Button variant="ghost" size="sm" onPress={picks.clear}>
          Pick none
        </Button>
      )}
      <Button
        size="sm"
        icon={areDiscarded ? <Undo2 aria-hidden size={13} /> : undefined}
        onPress={() => setAct(areDiscarded ? "restore" : "discard")}
      >
        {areDiscarded ? `Take back ${what}…` : `Discard ${what}…`}
      </Button>
      {!areDiscarded && (
        <Link href={replay} className={buttonClass("primary", "sm")}>
          Replay {what}…
        </Link>
      )}
      <ActDialog
        title={act === "restore" ? "Take letters back" : "Discard letters"}
        act={act === "restore" ? "Take back" : "Discard"}
        isDanger={act === "discard"}
        isOpen={act !== null}
        onClose={() => setAct(null)}
        isPending={settle.isPending}
        error={settle.error}
        onAct={(reason) => settle.mutate({ selection, reason })}
      >
        {act === "restore" ? (
          <p>The discarded letters of this selection ({what}) wait again, as they came.</p>
        ) : (
          <p>
            The waiting letters of this selection ({what}) are set aside for good. They keep their bytes, and
            can be taken back: choose the state “Discarded”.
          </p>
        )}
      </ActDialog>
    </div>
  );
}

function useSettle(act: "discard" | "restore", onDone: () => void) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = {
    onSuccess: async ({ letters }: { letters: number }) => {
      toast.success(`${groupThousands(letters)} ${act === "discard" ? "discarded" : "wait again"}`);
      onDone();
      await client.invalidateQueries(trpc.deadLetters.pathFilter());
    },
  };
  const discard = useMutation(trpc.deadLetters.discard.mutationOptions(options));
  const restore = useMutation(trpc.deadLetters.restore.mutationOptions(options));
  return act === "discard" ? discard : restore;
}
