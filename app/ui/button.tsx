"use client";

import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { type ButtonSize, type ButtonVariant, buttonClass } from "@/app/ui/button-class";
import { Tooltip } from "@/app/ui/tooltip";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A button with a word on it. */
export function Button({
  variant = "secondary",
  size = "md",
  icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton {...rest} className={buttonClass(variant, size, className)}>
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
  size?: "icon" | "icon-sm";
  className?: string;
  children: ReactNode;
}

/** A square button with an icon only; its label is its tooltip. 32 px, above the 24 px that WCAG asks for. */
export function IconButton({
  label,
  shortcut,
  variant = "ghost",
  size = "icon",
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={shortcut ? `${label} (${shortcut})` : label}>
      <AriaButton {...rest} aria-label={label} className={buttonClass(variant, size, className)}>
        {children}
      </AriaButton>
    </Tooltip>
  );
}
