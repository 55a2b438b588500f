"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { NumberField } from "react-aria-components/NumberField";
import { isReason, ReasonField } from "@/app/dead-letters/reason-field";
import { PlanView } from "@/app/dead-letters/replay/plan/plan-view";
import { type Selection, selectionText } from "@/app/dead-letters/replay/selection";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { Panel } from "@/app/ui/panel";
import { fieldClass } from "@/app/ui/popover";
import { SkeletonRows } from "@/app/ui/skeleton";

interface ProveStepProps {
  selection: Selection;
  patch: string | null;
  job: Job | null;
  isLoading: boolean;
  onPlanned: (id: bigint) => void;
  onBack: () => void;
}

/** The proof: the code of ingest decides on each letter in a transaction that is undone. */
export function ProveStep({ selection, patch, job, isLoading, onPlanned, onBack }: ProveStepProps) {
  if (job !== null) return <PlanView job={job} onBack={onBack} />;
  if (isLoading) return <SkeletonRows rows={8} columns={4} />;
  return <PlanForm selection={selection} patch={patch} onPlanned={onPlanned} onBack={onBack} />;
}

function PlanForm({ selection, patch, onPlanned, onBack }: Omit<ProveStepProps, "job" | "isLoading">) {
  const trpc = useTRPC();
  const [rate, setRate] = useState(100);
  const [canary, setCanary] = useState(5);
  const [force, setForce] = useState(false);
  const [reason, setReason] = useState("");
  const plan = useMutation(trpc.replay.plan.mutationOptions({ onSuccess: ({ id }) => onPlanned(id) }));
  return (
    <Panel
      title="Prove"
      subtitle={`For ${selectionText(selection)}${patch === null ? ", as they are" : ", with the patch"}. Nothing is sent yet.`}
    >
      <form
        className="flex max-w-(--container-lg) flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReason(reason)) plan.mutate({ selection, patch, rate, canary, force, reason });
        }}
      >
        <div className="flex flex-wrap gap-x-6 gap-y-3">
          <Amount label="Letters a second" value={rate} min={1} max={100_000} onChange={setRate} />
          <Amount
            label="Go first, alone"
            hint="the job stops where they come out otherwise than proved"
            value={canary}
            min={0}
            max={10_000}
            onChange={setCanary}
          />
        </div>
        <label className="flex items-start gap-2 text-13">
          <input
            type="checkbox"
            checked={force}
            onChange={(event) => setForce(event.target.checked)}
            className="mt-0.5 size-4 accent-(--accent)"
          />
          <span>
            Force: send also what the proof says would fail again
            <span className="block text-12 text-text-3">
              Otherwise the same error under the same build is refused: it would only go round in circles.
            </span>
          </span>
        </label>
        <ReasonField value={reason} onChange={setReason} />
        {plan.error !== null && (
          <p role="alert" className="text-13 text-bad">
            {errorFacts(plan.error).message}
          </p>
        )}
        <div className="flex gap-2">
          <Button onPress={onBack}>Back</Button>
          <Button type="submit" variant="primary" isDisabled={!isReason(reason) || plan.isPending}>
            Prove what would happen
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface AmountProps {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

function Amount({ label, hint, value, min, max, onChange }: AmountProps) {
  return (
    <NumberField
      value={value}
      minValue={min}
      maxValue={max}
      onChange={(next) => {
        if (Number.isFinite(next)) onChange(next);
      }}
      className="flex flex-col gap-1"
    >
      <Label className="font-medium text-12 text-text-2">{label}</Label>
      <Input className={`${fieldClass} w-36`} />
      {hint !== undefined && <span className="text-12 text-text-3">{hint}</span>}
    </NumberField>
  );
}
