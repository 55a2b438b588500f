"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import { useNow } from "@/app/lib/live/server-clock";
import { useTRPC } from "@/app/lib/trpc/react";
import { Select } from "@/app/ui/select";

const UNTIL = [
  { value: "0", label: "for good" },
  { value: "1", label: "for an hour" },
  { value: "24", label: "for a day" },
  { value: "168", label: "for a week" },
] as const;

/** Accepts that numbers are missing: why, and until when. */
export function AcknowledgeDialog({
  ids,
  isOpen,
  onClose,
}: {
  ids: string[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const now = useNow();
  const [hours, setHours] = useState<(typeof UNTIL)[number]["value"]>("0");
  const save = useMutation(
    trpc.gaps.acknowledge.mutationOptions({
      onSuccess: async () => {
        toast.success(ids.length === 1 ? "Acknowledged" : `${ids.length} acknowledged`);
        onClose();
        await client.invalidateQueries(trpc.gaps.pathFilter());
      },
    }),
  );
  return (
    <ActDialog
      title="Acknowledge the gap"
      act="Acknowledge"
      isOpen={isOpen}
      onClose={onClose}
      isPending={save.isPending}
      error={save.error}
      onAct={(reason) =>
        save.mutate({ ids, reason, until: hours === "0" ? null : now + Number(hours) * 3_600_000_000 })
      }
    >
      <p>
        Its numbers stay missing, and the ledger keeps saying so. It no longer waits for anybody, until the
        time is over or its trades come after all.
      </p>
      <Select label="Until" options={UNTIL} value={hours} onChange={setHours} />
    </ActDialog>
  );
}
