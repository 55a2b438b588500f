"use client";

import clsx from "clsx";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { Focusable } from "react-aria-components/Focusable";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";

export interface TooltipProps {
  content: ReactNode;
  /** one element that can take focus (a button, a link), so that the keyboard reaches the tip too */
  children: ReactElement;
  placement?: "top" | "bottom" | "left" | "right";
  /** for more than a few words, such as a formula */
  wide?: boolean;
}

const tip =
  "z-50 rounded border border-line bg-surface-1 px-2 py-1 text-12 text-text-1 shadow-pop entering:animate-[pop-in_var(--motion)_ease-out]";

const WIDTH = { narrow: "max-w-(--container-xs)", wide: "max-w-(--container-md)" };

/** A hint on hover and on focus. Never the only place where something is said. */
export function Tooltip({ content, children, placement = "bottom", wide = false }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {children}
      <AriaTooltip placement={placement} offset={6} className={clsx(tip, WIDTH[wide ? "wide" : "narrow"])}>
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

export interface TextTooltipProps extends Omit<TooltipProps, "children"> {
  children: ComponentProps<typeof Focusable>["children"];
}

/** The same for plain text: it is made focusable, since a tip that only a mouse can open is no tip. */
export function TextTooltip({ content, children, placement = "bottom", wide = false }: TextTooltipProps) {
  return (
    <TooltipTrigger delay={300} closeDelay={80}>
      <Focusable>{children}</Focusable>
      <AriaTooltip placement={placement} offset={6} className={clsx(tip, WIDTH[wide ? "wide" : "narrow"])}>
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
