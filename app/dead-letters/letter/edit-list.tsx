"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import type { Letter } from "@/app/dead-letters/letter/letter-type";
import { useTRPC } from "@/app/lib/trpc/react";
import { Badge } from "@/app/ui/badge";
import { Button } from "@/app/ui/button";
import { RelativeTime } from "@/app/ui/relative-time";

/** Who changed the value and why; the one that counts can be withdrawn. */
export function EditList({
  letterId,
  canWithdraw,
  edits,
}: {
  letterId: string;
  canWithdraw: boolean;
  edits: Letter["edits"];
}) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useMutation(
    trpc.deadLetters.withdrawEdit.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await client.invalidateQueries(trpc.deadLetters.pathFilter());
      },
    }),
  );
  if (edits.length === 0) return null;
  return (
    <div className="border-line border-t px-4 py-2 text-13">
      <h3 className="font-medium text-12 text-text-3">Edits; the original is kept</h3>
      <ul>
        {edits.map((edit) => (
          <li key={edit.id.toString()} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1">
            <span>{edit.author}</span>
            <RelativeTime micros={edit.createdAt} className="text-text-3" />
            {edit.isCurrent && <Badge tone="accent">would be sent</Badge>}
            {edit.withdrawnAt !== null && <Badge>withdrawn</Badge>}
            <span className="w-full text-12 text-text-2">{edit.reason}</span>
            {edit.isCurrent && canWithdraw && (
              <Button size="sm" variant="ghost" onPress={() => setOpen(true)}>
                Withdraw…
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ActDialog
        title="Withdraw the edit"
        act="Withdraw"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isPending={withdraw.isPending}
        error={withdraw.error}
        onAct={(reason) => withdraw.mutate({ id: letterId, reason })}
      >
        <p>A replay sends the letter's own value again. The edit stays in the record.</p>
      </ActDialog>
    </div>
  );
}
