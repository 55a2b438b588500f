"use client";

import clsx from "clsx";
import { Check, Columns3, RotateCcw } from "lucide-react";
import { memo } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Checkbox } from "react-aria-components/Checkbox";
import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";
import { optionClass, popoverClass } from "@/app/ui/popover";

interface ColumnChooserProps {
  columns: readonly { id: string; header: string }[];
  hidden: readonly string[];
  onChange: (hidden: string[]) => void;
}

/** Which columns a table shows; one always stays. */
export const ColumnChooser = memo(function ColumnChooser({ columns, hidden, onChange }: ColumnChooserProps) {
  const shown = columns.filter(({ id }) => !hidden.includes(id)).map(({ id }) => id);
  return (
    <DialogTrigger>
      <AriaButton className={buttonClass("secondary", "sm")}>
        <Columns3 aria-hidden size={14} />
        <span className="max-sm:sr-only">Columns</span>
        {hidden.length > 0 && (
          <span className="text-12 text-text-3">
            {shown.length} of {columns.length}
          </span>
        )}
      </AriaButton>
      <Popover placement="bottom end" offset={4} className={clsx(popoverClass, "w-56 p-2")}>
        <Dialog aria-label="Columns" className="outline-none">
          <CheckboxGroup
            aria-label="Columns to show"
            value={shown}
            onChange={(chosen) => {
              if (chosen.length > 0)
                onChange(columns.filter(({ id }) => !chosen.includes(id)).map(({ id }) => id));
            }}
            className="flex flex-col"
          >
            {columns.map(({ id, header }) => (
              <Checkbox key={id} value={id} className={clsx(optionClass, "cursor-default")}>
                {({ isSelected }) => (
                  <>
                    <span
                      className={clsx(
                        "grid size-4 place-items-center rounded-sm border",
                        isSelected ? "border-accent bg-accent text-on-accent" : "border-line-strong",
                      )}
                    >
                      {isSelected && <Check aria-hidden size={11} strokeWidth={3} />}
                    </span>
                    {header}
                  </>
                )}
              </Checkbox>
            ))}
          </CheckboxGroup>
          <Button
            variant="ghost"
            size="sm"
            icon={<RotateCcw aria-hidden size={13} />}
            isDisabled={hidden.length === 0}
            onPress={() => onChange([])}
            className="mt-1 w-full"
          >
            Show all
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
});
