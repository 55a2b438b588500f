"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff, Check } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { type Alert, kindWord } from "@/app/alerts/alert-look";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { Select } from "@/app/ui/select";

const PERIODS = [
  { value: "60", label: "1 hour" },
  { value: "240", label: "4 hours" },
  { value: "1440", label: "1 day" },
  { value: "10080", label: "7 days" },
] as const;
type Period = (typeof PERIODS)[number]["value"];

/** Acknowledge, silence, or let it speak again; each with its reason. */
export function AlertActs({ alert }: { alert: Alert }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [open, setOpen] = useState<"acknowledge" | "silence" | "unsilence" | null>(null);
  const [period, setPeriod] = useState<Period>("60");
  const done = (words: string) => async () => {
    setOpen(null);
    toast.success(words);
    await client.invalidateQueries(trpc.alerts.pathFilter());
    await client.invalidateQueries(trpc.shell.pathFilter());
  };
  const acknowledge = useMutation(
    trpc.alerts.acknowledge.mutationOptions({ onSuccess: done("The alert is acknowledged") }),
  );
  const silence = useMutation(
    trpc.alerts.silence.mutationOptions({
      onSuccess: done(open === "silence" ? "The alert is silenced" : "The alert speaks again"),
    }),
  );
  if (alert.state === "resolved") return null;
  const isSeen = alert.acknowledgedAt !== null;
  const id = alert.id.toString();
  const name = `${kindWord(alert.kind)}: ${alert.subject}`;
  return (
    <div className="flex flex-wrap gap-2">
      {/* One button either way: what had the focus before the dialog must be there to take it back. */}
      <Button icon={<Check aria-hidden size={14} />} onPress={() => setOpen("acknowledge")}>
        {isSeen ? "Change the note…" : "Acknowledge…"}
      </Button>
      {alert.state === "silenced" ? (
        <Button icon={<Bell aria-hidden size={14} />} onPress={() => setOpen("unsilence")}>
          Let it speak…
        </Button>
      ) : (
        <Button icon={<BellOff aria-hidden size={14} />} onPress={() => setOpen("silence")}>
          Silence…
        </Button>
      )}
      <ActDialog
        title={isSeen ? "Change the note" : "Acknowledge the alert"}
        act={isSeen ? "Change the note" : "Acknowledge"}
        isOpen={open === "acknowledge"}
        onClose={() => setOpen(null)}
        isPending={acknowledge.isPending}
        error={acknowledge.error}
        onAct={(reason) => acknowledge.mutate({ ids: [id], reason })}
      >
        <p>
          “{name}” is no longer counted as waiting for a person. It goes on until its cause is gone, and asks
          again should it become critical.
        </p>
      </ActDialog>
      <ActDialog
        title={open === "unsilence" ? "Let the alert speak again" : "Silence the alert"}
        act={open === "unsilence" ? "Let it speak" : "Silence"}
        isOpen={open === "silence" || open === "unsilence"}
        onClose={() => setOpen(null)}
        isPending={silence.isPending}
        error={silence.error}
        onAct={(reason) =>
          silence.mutate({ id, minutes: open === "unsilence" ? null : Number(period), reason })
        }
      >
        {open === "unsilence" ? (
          <p>“{name}” is counted again, and the webhook is told of what comes.</p>
        ) : (
          <>
            <p>“{name}” is not counted and the webhook is not told, also where it comes back in that time.</p>
            <Select label="For" options={PERIODS} value={period} onChange={setPeriod} />
          </>
        )}
      </ActDialog>
    </div>
  );
}
