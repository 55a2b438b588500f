"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";

/** Sets a waiting letter aside for good, or takes a discarded one back. */
export function DiscardButton({ id, state }: { id: string; state: string }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const isDiscarded = state === "discarded";
  const options = {
    onSuccess: async () => {
      setOpen(false);
      toast.success(isDiscarded ? "The letter waits again" : "The letter is discarded");
      await client.invalidateQueries(trpc.deadLetters.pathFilter());
    },
  };
  const discard = useMutation(trpc.deadLetters.discard.mutationOptions(options));
  const restore = useMutation(trpc.deadLetters.restore.mutationOptions(options));
  if (state !== "failed" && !isDiscarded) return null;
  const act = isDiscarded ? restore : discard;
  return (
    <>
      <Button
        icon={isDiscarded ? <Undo2 aria-hidden size={14} /> : <Trash2 aria-hidden size={14} />}
        onPress={() => setOpen(true)}
      >
        {isDiscarded ? "Take back…" : "Discard…"}
      </Button>
      <ActDialog
        title={isDiscarded ? "Take the letter back" : "Discard the letter"}
        act={isDiscarded ? "Take back" : "Discard"}
        isDanger={!isDiscarded}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isPending={act.isPending}
        error={act.error}
        onAct={(reason) => act.mutate({ selection: { kind: "ids", ids: [id] }, reason })}
      >
        <p>
          {isDiscarded
            ? "The letter waits again, as it came."
            : "The letter is set aside for good. Its bytes are kept, and it can be taken back."}
        </p>
      </ActDialog>
    </>
  );
}
