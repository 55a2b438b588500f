"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";

export interface Chip<Value extends string> {
  value: Value;
  label: ReactNode;
}

interface ChipGroupProps<Value extends string> {
  label: string;
  chips: readonly Chip<Value>[];
  mode: "single" | "multiple";
  /** with `single`: one is always chosen */
  required?: boolean;
  selected: readonly Value[];
  onChange: (selected: Value[]) => void;
}

/** Filters that are seen at once. A tick stands with the colour of the chosen ones. */
export function ChipGroup<Value extends string>({
  label,
  chips,
  mode,
  required,
  selected,
  onChange,
}: ChipGroupProps<Value>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode={mode}
      disallowEmptySelection={required}
      selectedKeys={selected}
      onSelectionChange={(keys) =>
        onChange(chips.filter((chip) => keys.has(chip.value)).map((chip) => chip.value))
      }
      className="flex flex-wrap gap-1"
    >
      {chips.map((chip) => (
        <ToggleButton
          key={chip.value}
          id={chip.value}
          className="inline-flex h-7 items-center gap-1 rounded-full border border-line px-2.5 text-12 text-text-2 hovered:bg-surface-2 selected:border-accent selected:bg-accent-soft selected:font-medium selected:text-accent"
        >
          {({ isSelected }) => (
            <>
              {isSelected && <Check aria-hidden size={12} strokeWidth={2.6} />}
              {chip.label}
            </>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
