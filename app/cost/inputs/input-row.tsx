"use client";

import { CircleAlert, RotateCcw } from "lucide-react";
import { memo, useId } from "react";
import { ChoiceControl } from "@/app/cost/inputs/choice-control";
import type { ControlProps } from "@/app/cost/inputs/control-props";
import { boundsText } from "@/app/cost/inputs/input-text";
import { NumberControl } from "@/app/cost/inputs/number-control";
import { ToggleControl } from "@/app/cost/inputs/toggle-control";
import { Badge } from "@/app/ui/badge";
import { IconButton } from "@/app/ui/button";
import type { Badge as InputBadge } from "@/domain/cost/calibration/calibrate";
import type { InputName } from "@/domain/cost/inputs/cost-inputs";
import type { InputSpec } from "@/domain/cost/inputs/input-specs";

const TONE = { measured: "ok", assumed: "info", default: "neutral" } as const;

export interface InputRowProps {
  spec: InputSpec;
  /** the draft's value; null follows the scale */
  value: unknown;
  /** what the formulas use where the draft says nothing */
  resolved: number | boolean | string;
  problem: string | null;
  badge: InputBadge["kind"];
  note: string | null;
  onChange: (input: InputName, value: unknown) => void;
}

/** One input: its name, what its value rests on, its control, and the reason where the value makes no sense. */
export const InputRow = memo(function InputRow(props: InputRowProps) {
  const { spec, value, resolved, problem, badge, note, onChange } = props;
  const fieldId = useId();
  const noteId = `${fieldId}-note`;
  const problemId = `${fieldId}-problem`;
  const isTouched = value !== spec.fallback;
  const control: ControlProps = {
    spec,
    fieldId,
    value,
    resolved,
    isInvalid: problem !== null,
    describedBy: problem === null ? noteId : `${problemId} ${noteId}`,
    onChange: (next) => onChange(spec.id, next),
  };
  return (
    <div data-input={spec.id} className="group/row flex flex-col gap-1 border-line border-t px-4 py-2">
      <div className="flex min-h-6 items-center gap-2">
        <label htmlFor={fieldId} className="min-w-0 grow text-13">
          <span className="font-medium">{spec.label}</span>{" "}
          {spec.symbol && <i className="ml-1 text-12 text-text-3">{spec.symbol}</i>}
        </label>
        {isTouched && (
          <IconButton
            label={`${spec.label}: back to ${spec.fallback === null ? "the scale's" : "the default"}`}
            size="icon-sm"
            onPress={() => onChange(spec.id, spec.fallback)}
          >
            <RotateCcw aria-hidden size={13} />
          </IconButton>
        )}
        <Badge tone={TONE[badge]}>{badge}</Badge>
      </div>
      <Control {...control} />
      <p id={noteId} className="text-12 text-text-3">
        {boundsText(spec)}
        {note !== null && <span className={badge === "measured" ? "text-ok" : ""}> · {note}</span>}
        <span className="sr-only">. {spec.description}</span>
      </p>
      <div aria-live="polite">
        {problem !== null && (
          <p id={problemId} className="flex items-start gap-1.5 text-12 text-bad">
            <CircleAlert aria-hidden size={13} className="mt-0.5 shrink-0" />
            {problem}
          </p>
        )}
      </div>
    </div>
  );
});

function Control(props: ControlProps) {
  switch (props.spec.control.kind) {
    case "number":
      return <NumberControl {...props} control={props.spec.control} />;
    case "choice":
      return <ChoiceControl {...props} choices={props.spec.control.choices} />;
    case "toggle":
      return <ToggleControl {...props} />;
  }
}
