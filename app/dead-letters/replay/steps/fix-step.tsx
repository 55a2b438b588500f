"use client";

import { useState } from "react";
import { LazyJsonEditor } from "@/app/dead-letters/editor/lazy-json-editor";
import { FieldForm } from "@/app/dead-letters/replay/field-form";
import {
  changesOf,
  EMPTY_CHANGE,
  type FieldChange,
  patchOf,
  pointerOf,
} from "@/app/dead-letters/replay/patch-fields";
import { SampleList } from "@/app/dead-letters/replay/sample-list";
import type { Selection } from "@/app/dead-letters/replay/selection";
import { usePatchPreview } from "@/app/dead-letters/replay/use-patch-preview";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { Panel } from "@/app/ui/panel";
import { Skeleton } from "@/app/ui/skeleton";

const MODES = [
  { value: "as-is", label: "As they are" },
  { value: "fields", label: "Set fields" },
  { value: "patch", label: "JSON Patch" },
] as const;
type Mode = (typeof MODES)[number]["value"];

const EXAMPLE = '[\n  { "op": "replace", "path": "/data/e", "value": "trade" }\n]';

interface FixStepProps {
  selection: Selection;
  patch: string | null;
  onPatch: (patch: string | null) => void;
  onBack: () => void;
  onNext: () => void;
}

/** How: as they came, or with one change for all, seen on the newest letters before anything else happens. */
export function FixStep({ selection, patch, onPatch, onBack, onNext }: FixStepProps) {
  const [mode, setMode] = useState<Mode>(
    patch === null ? "as-is" : changesOf(patch) === null ? "patch" : "fields",
  );
  const [changes, setChanges] = useState<FieldChange[]>(() => changesOf(patch) ?? []);
  const [isTouched, setTouched] = useState(changes.length > 0);
  const [text, setText] = useState(patch ?? EXAMPLE);
  const preview = usePatchPreview(selection, patch);
  const failingPath = preview.data?.samples.find((one) => one.path !== null)?.path ?? null;
  const isAwaitingPath = !isTouched && (preview.isIdle || preview.isPending);

  // Until somebody types, the form stands at the path that failed, as soon as the samples tell it.
  const shown = isTouched
    ? changes
    : [{ ...EMPTY_CHANGE, path: failingPath === null ? "" : pointerOf(failingPath) }];

  const choose = (next: Mode) => {
    setMode(next);
    if (next === "as-is") onPatch(null);
    else if (next === "patch") onPatch(text);
    else onPatch(isTouched ? patchOf(changes) : null);
  };
  return (
    <Panel
      title="Fix"
      subtitle="The letters' own values never change; a patch makes what is sent in their place"
      actions={
        <>
          <Button onPress={onBack}>Back</Button>
          <Button
            variant="primary"
            onPress={onNext}
            isDisabled={mode !== "as-is" && (patch === null || preview.data?.problem != null)}
          >
            Next: prove
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ChipGroup
          label="What is sent"
          mode="single"
          required
          chips={MODES}
          selected={[mode]}
          onChange={([next]) => next !== undefined && choose(next)}
        />
        {mode === "fields" && isAwaitingPath && (
          <div role="status" aria-label="Loading the path that failed">
            <Skeleton className="h-8 w-full max-w-xl" />
          </div>
        )}
        {mode === "fields" && !isAwaitingPath && (
          <FieldForm
            changes={shown}
            onChange={(next) => {
              setTouched(true);
              setChanges(next);
              onPatch(patchOf(next));
            }}
          />
        )}
        {mode === "patch" && (
          <LazyJsonEditor
            label="JSON Patch"
            value={text}
            height="180px"
            onChange={(next) => {
              setText(next);
              onPatch(next);
            }}
          />
        )}
        {preview.data?.problem != null && (
          <p role="alert" className="text-13 text-bad">
            The patch cannot be used: {preview.data.problem}.
          </p>
        )}
        <SampleList preview={preview.data} isPatched={mode !== "as-is"} />
      </div>
    </Panel>
  );
}
