"use client";

import { useMutation } from "@tanstack/react-query";
import { ItemsPanel } from "@/app/dead-letters/replay/items/items-panel";
import { PlanCounts } from "@/app/dead-letters/replay/plan/plan-counts";
import { PlanFacts } from "@/app/dead-letters/replay/plan/plan-facts";
import { StartButton } from "@/app/dead-letters/replay/plan/start-button";
import { ProgressBar } from "@/app/dead-letters/replay/progress-bar";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { Panel } from "@/app/ui/panel";

/** What the proof found, or how far it is. */
export function PlanView({ job, onBack }: { job: Job; onBack: () => void }) {
  const trpc = useTRPC();
  const cancel = useMutation(trpc.replay.cancel.mutationOptions());
  const { plan, state } = job;
  if (state === "refused")
    return (
      <Panel title="There is no plan" actions={<Button onPress={onBack}>Back</Button>}>
        <p className="text-13 text-text-2">{job.note}</p>
      </Panel>
    );
  if (plan === null)
    return (
      <Panel
        title={state === "cancelled" ? "The proof was cancelled" : "Proving…"}
        subtitle="The code of ingest decides on each letter in a transaction that is undone"
        actions={
          state === "requested" ? (
            <Button onPress={() => cancel.mutate({ id: job.id.toString() })} isDisabled={cancel.isPending}>
              Cancel
            </Button>
          ) : (
            <Button onPress={onBack}>Back</Button>
          )
        }
      >
        {state === "requested" && (
          <>
            <ProgressBar
              label="Letters proved"
              value={Number(job.proved)}
              of={Number(job.letters ?? 0n)}
              text={
                job.letters === null
                  ? "waits for a replay worker"
                  : `${groupThousands(job.proved)} of ${groupThousands(job.letters)}`
              }
            />
            {job.note !== null && <p className="mt-2 text-13 text-warn">{job.note}</p>}
          </>
        )}
      </Panel>
    );
  return (
    <>
      <Panel
        title={`Would store ${groupThousands(plan.letters.store)} of ${groupThousands(job.letters ?? 0n)}`}
        subtitle={`Proved under build ${job.build} by the code that stores trades; nothing of it stayed`}
        actions={
          <>
            {state === "planned" && (
              <>
                <Button onPress={onBack}>Back</Button>
                <StartButton job={job} plan={plan} />
              </>
            )}
            {state === "cancelled" && <Button onPress={onBack}>Back</Button>}
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <PlanCounts plan={plan} force={job.force} />
          <PlanFacts job={job} plan={plan} />
        </div>
      </Panel>
      <ItemsPanel job={job} />
    </>
  );
}
