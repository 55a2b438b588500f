"use client";

import clsx from "clsx";
import { ChevronDown, Search } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox as AriaComboBox } from "react-aria-components/ComboBox";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { fieldClass, optionClass, popoverClass } from "@/app/ui/popover";

export interface ComboBoxOption {
  id: string;
  /** what the search matches and what the field shows */
  text: string;
  content: ReactNode;
}

export interface ComboBoxProps {
  label: string;
  placeholder?: string;
  options: readonly ComboBoxOption[];
  value: string | null;
  onChange: (id: string) => void;
  className?: string;
}

/** One of many, by typing. */
export function ComboBox({ label, placeholder, options, value, onChange, className }: ComboBoxProps) {
  return (
    <AriaComboBox
      aria-label={label}
      menuTrigger="focus"
      defaultItems={options}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      className={clsx("min-w-0", className)}
    >
      <Group className={clsx(fieldClass, "pr-0 focus-within:border-focus")}>
        <Search aria-hidden size={14} className="shrink-0 text-text-3" />
        <Input
          placeholder={placeholder}
          className="h-full w-full min-w-0 grow bg-transparent outline-none placeholder:text-text-3"
        />
        <Button className="grid h-full w-8 shrink-0 place-items-center rounded">
          <ChevronDown aria-hidden size={14} className="text-text-3" />
        </Button>
      </Group>
      <Popover className={clsx(popoverClass, "max-h-80")} offset={4}>
        <ListBox
          className="outline-none"
          items={options}
          renderEmptyState={() => <p className="px-2 py-3 text-12 text-text-3">Nothing matches.</p>}
        >
          {(option: ComboBoxOption) => (
            <ListBoxItem id={option.id} textValue={option.text} className={optionClass}>
              {option.content}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
