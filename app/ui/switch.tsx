"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { Switch as AriaSwitch } from "react-aria-components/Switch";

interface SwitchProps {
  isSelected: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

/** Something that is on or off at once. The knob's side and a word say which, not the colour alone. */
export function Switch({ isSelected, onChange, children }: SwitchProps) {
  return (
    <AriaSwitch
      isSelected={isSelected}
      onChange={onChange}
      className="group inline-flex min-h-8 items-center gap-2.5 self-start text-13"
    >
      <span
        className={clsx(
          "flex h-5 w-9 items-center rounded-full border px-0.5 group-focus-visible:outline-2 group-focus-visible:outline-focus group-focus-visible:outline-offset-2",
          isSelected
            ? "justify-end border-accent bg-accent"
            : "justify-start border-line-strong bg-surface-2",
        )}
      >
        <span className={clsx("size-3.5 rounded-full", isSelected ? "bg-on-accent" : "bg-text-3")} />
      </span>
      {children}
      <span className="text-text-3">{isSelected ? "on" : "off"}</span>
    </AriaSwitch>
  );
}
