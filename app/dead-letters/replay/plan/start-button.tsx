"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { groupThousands } from "@/app/lib/format/decimal";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { Dialog } from "@/app/ui/dialog";

/** Says exactly what starts, and starts it; a plan that no longer matches its letters says so first. */
export function StartButton({ job, plan }: { job: Job; plan: NonNullable<Job["plan"]> }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const start = useMutation(trpc.replay.start.mutationOptions());
  const count = groupThousands(plan.letters.sendable);
  const where = plan.topics.length === 1 ? plan.topics[0]?.topic : `${plan.topics.length} topics`;
  const letters = plan.letters.sendable === 1 ? "letter" : "letters";
  const hasChanged =
    start.error !== null && errorFacts(start.error).message.includes("changed since the proof");
  const run = (skipChanged: boolean) =>
    start.mutate({ id: job.id.toString(), hash: job.selectionHash ?? "", skipChanged });
  return (
    <>
      <Button variant="primary" isDisabled={plan.letters.sendable === 0} onPress={() => setOpen(true)}>
        Replay {count} {letters}…
      </Button>
      <Dialog title="Start the replay" isOpen={isOpen} onOpenChange={setOpen}>
        <div className="flex flex-col gap-4 p-4 text-13">
          <p>
            Replay {count} {letters} to <code className="break-all">{where}</code> at{" "}
            {groupThousands(job.rate)} a second
            {job.patch !== null && ", with the patch"}. Each is settled in the transaction that stores its
            trades.
          </p>
          <p className="text-text-2">It can be paused and cancelled; what was not sent then waits again.</p>
          {start.error !== null && (
            <p role="alert" className="text-bad">
              {errorFacts(start.error).message}
            </p>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="ghost" onPress={() => setOpen(false)}>
              Leave it
            </Button>
            {hasChanged && (
              <Button isDisabled={start.isPending} onPress={() => run(true)}>
                Start without those
              </Button>
            )}
            <Button variant="primary" autoFocus isDisabled={start.isPending} onPress={() => run(false)}>
              Start
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
