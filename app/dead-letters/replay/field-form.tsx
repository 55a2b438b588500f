"use client";

import { Plus, X } from "lucide-react";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField } from "react-aria-components/TextField";
import { EMPTY_CHANGE, type FieldChange } from "@/app/dead-letters/replay/patch-fields";
import { Button, IconButton } from "@/app/ui/button";
import { fieldClass } from "@/app/ui/popover";
import { Select } from "@/app/ui/select";

const OPS = [
  { value: "set", label: "Set", hint: "puts a value at the path, also where there is none" },
  { value: "move", label: "Rename", hint: "takes the value from another path" },
  { value: "remove", label: "Remove", hint: "takes the field out" },
] as const;

/** Changes to every letter alike: set, rename or remove a field. */
export function FieldForm({
  changes,
  onChange,
}: {
  changes: readonly FieldChange[];
  onChange: (changes: FieldChange[]) => void;
}) {
  const set = (index: number, more: Partial<FieldChange>) =>
    onChange(changes.map((change, at) => (at === index ? { ...change, ...more } : change)));
  return (
    <div className="flex flex-col gap-2">
      {changes.map((change, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no identity but their place
          key={index}
          className="flex flex-wrap items-end gap-2"
        >
          <Select
            label="Change"
            hideLabel
            options={OPS}
            value={change.op}
            onChange={(op) => set(index, { op })}
          />
          <Field
            label={change.op === "move" ? "To" : "Field"}
            placeholder="/data/p"
            value={change.path}
            onChange={(path) => set(index, { path })}
          />
          {change.op !== "remove" && (
            <Field
              label={change.op === "move" ? "From" : "Value"}
              placeholder={change.op === "move" ? "/data/price" : 'trade, 1, "1.50"'}
              value={change.value}
              onChange={(value) => set(index, { value })}
            />
          )}
          <IconButton
            label="Drop this change"
            onPress={() => onChange(changes.filter((_, at) => at !== index))}
          >
            <X aria-hidden size={14} />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        icon={<Plus aria-hidden size={13} />}
        onPress={() => onChange([...changes, EMPTY_CHANGE])}
      >
        Another change
      </Button>
    </div>
  );
}

function Field({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <TextField value={value} onChange={onChange} className="flex min-w-0 items-center gap-1.5">
      <Label className="text-12 text-text-3">{label}</Label>
      <Input placeholder={placeholder} className={`${fieldClass} mono w-52 max-w-full`} />
    </TextField>
  );
}
