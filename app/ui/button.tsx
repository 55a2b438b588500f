"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { type ButtonVariant, buttonClass } from "@/app/ui/button-class";
import { Tooltip } from "@/app/ui/tooltip";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  variant?: ButtonVariant;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A button with a word on it. */
export function Button({ variant = "secondary", icon, className, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={buttonClass(variant, className)}>
      {icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "children" | "aria-label"> {
  /** what it does: read by screen readers and shown as its tooltip */
  label: string;
  /** shown in the tooltip, e.g. `⌘K` */
  shortcut?: string;
  variant?: ButtonVariant;
  className?: string;
  children: ReactNode;
}

/** A square button with an icon only; its label is its tooltip. 32 px, above the 24 px that WCAG asks for. */
export function IconButton({
  label,
  shortcut,
  variant = "ghost",
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={shortcut ? `${label} (${shortcut})` : label}>
      <AriaButton {...rest} aria-label={label} className={buttonClass(variant, clsx("w-8 px-0", className))}>
        {children}
      </AriaButton>
    </Tooltip>
  );
}
