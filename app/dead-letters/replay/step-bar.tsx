"use client";

import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { STEPS, type Step } from "@/app/dead-letters/replay/params";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { groupThousands } from "@/app/lib/format/decimal";

const WORD: Record<Step, string> = { select: "Select", fix: "Fix", prove: "Prove", run: "Run" };

/** The four steps with the counts that carry through; a step before leads back, while nothing was sent. */
export function StepBar({
  step,
  job,
  onStep,
}: {
  step: Step;
  job: Job | null;
  onStep: ((step: Step) => void) | undefined;
}) {
  const at = STEPS.indexOf(step);
  const note: Partial<Record<Step, string>> = {};
  if (job?.letters != null) note.select = groupThousands(job.letters);
  if (job?.patch != null) note.fix = "patched";
  if (job?.plan != null) note.prove = `${groupThousands(job.plan.letters.sendable)} to send`;
  if (job?.progress != null) note.run = `${groupThousands(job.progress.settled)} settled`;
  return (
    <nav aria-label="Steps of the replay">
      <ol className="flex flex-wrap items-center gap-1">
        {STEPS.map((name, index) => {
          const isDone = index < at;
          const content = (
            <>
              <span
                aria-hidden
                className={clsx(
                  "grid size-5 place-items-center rounded-full text-12",
                  index === at
                    ? "bg-accent text-on-accent"
                    : isDone
                      ? "bg-ok-soft text-ok"
                      : "bg-surface-2 text-text-3",
                )}
              >
                {isDone ? <Check size={12} strokeWidth={3} /> : index + 1}
              </span>
              {WORD[name]}
              {note[name] !== undefined && <span className="text-12 text-text-3">{note[name]}</span>}
            </>
          );
          const look = clsx(
            "inline-flex h-8 items-center gap-2 rounded px-2 text-13",
            index === at ? "font-semibold" : "text-text-2",
          );
          return (
            <li
              key={name}
              aria-current={index === at ? "step" : undefined}
              className="flex items-center gap-1"
            >
              {index > 0 && <ChevronRight aria-hidden size={14} className="text-text-3" />}
              {isDone && onStep !== undefined ? (
                <Button className={clsx(look, "hovered:bg-surface-2")} onPress={() => onStep(name)}>
                  {content}
                </Button>
              ) : (
                <span className={look}>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
