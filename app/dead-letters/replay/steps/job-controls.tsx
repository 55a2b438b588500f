"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";

/** Pause, go on, cancel: a worker carries it out within a second. */
export function JobControls({ job }: { job: Job }) {
  const trpc = useTRPC();
  const [isCancelling, setCancelling] = useState(false);
  const pause = useMutation(trpc.replay.pause.mutationOptions());
  const resume = useMutation(trpc.replay.resume.mutationOptions());
  const cancel = useMutation(trpc.replay.cancel.mutationOptions({ onSuccess: () => setCancelling(false) }));
  const id = job.id.toString();
  const runs = job.state === "running" || job.state === "queued";
  const isPaused = job.state === "paused";
  const failure = pause.error ?? resume.error;
  if (!runs && !isPaused) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {failure !== null && (
        <span role="alert" className="text-12 text-bad">
          {errorFacts(failure).message}
        </span>
      )}
      {runs && (
        <Button
          size="sm"
          icon={<Pause aria-hidden size={13} />}
          isDisabled={pause.isPending || job.asked !== null}
          onPress={() => pause.mutate({ id })}
        >
          Pause
        </Button>
      )}
      {isPaused && job.pausedFor !== "build" && (
        <Button
          size="sm"
          variant="primary"
          icon={<Play aria-hidden size={13} />}
          isDisabled={resume.isPending || job.asked !== null}
          onPress={() => resume.mutate({ id })}
        >
          {job.pausedFor === "canary" ? "Go on regardless" : "Go on"}
        </Button>
      )}
      <Button
        size="sm"
        icon={<Square aria-hidden size={13} />}
        isDisabled={job.asked === "cancel"}
        onPress={() => setCancelling(true)}
      >
        Cancel…
      </Button>
      <ActDialog
        title="Cancel the replay"
        act="Cancel the replay"
        isDanger
        isOpen={isCancelling}
        onClose={() => setCancelling(false)}
        isPending={cancel.isPending}
        error={cancel.error}
        onAct={(reason) => cancel.mutate({ id, reason })}
      >
        <p>What was sent is settled as it arrives. What was not sent waits again, as it came.</p>
      </ActDialog>
    </div>
  );
}
