"use client";

import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { fieldClass, optionClass, popoverClass } from "@/app/ui/popover";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  /** a second line of small print */
  hint?: string;
}

export interface SelectProps<Value extends string> {
  label: string;
  /** the label is read, not shown */
  hideLabel?: boolean;
  options: readonly SelectOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** of the button, for a label that stands elsewhere */
  id?: string;
  isInvalid?: boolean;
  /** ids of what is said about the value: its unit, why it is refused */
  describedBy?: string;
  className?: string;
}

/** One of a few. For many, or where one searches, take `ComboBox`. */
export function Select<Value extends string>({
  label,
  hideLabel,
  options,
  value,
  onChange,
  id,
  isInvalid,
  describedBy,
  className,
}: SelectProps<Value>) {
  return (
    <AriaSelect
      aria-label={hideLabel ? label : undefined}
      aria-describedby={describedBy}
      isInvalid={isInvalid}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      className={clsx("flex items-center gap-2", className)}
    >
      {!hideLabel && <Label className="text-12 text-text-3">{label}</Label>}
      <Button id={id} className={clsx(fieldClass, "hovered:bg-surface-2", isInvalid && "border-bad")}>
        <SelectValue className="grow truncate text-left">
          {/* The text alone: the option's tick would take a line of its own here. */}
          {({ selectedText }) => selectedText}
        </SelectValue>
        <ChevronDown aria-hidden size={14} className="text-text-3" />
      </Button>
      <Popover className={popoverClass} offset={4}>
        <ListBox className="outline-none" items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={optionClass}>
              {({ isSelected }) => (
                <>
                  <Check aria-hidden size={14} className={isSelected ? "text-accent" : "invisible"} />
                  <span className="flex flex-col">
                    {option.label}
                    {option.hint && <span className="text-12 text-text-3">{option.hint}</span>}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
