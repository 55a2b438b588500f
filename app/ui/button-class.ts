import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hovered:brightness-110",
  secondary: "border border-line bg-surface-1 text-text-1 hover:bg-surface-2",
  ghost: "text-text-2 hover:bg-surface-2 hover:text-text-1",
  danger: "border border-bad bg-bad-soft text-bad hover:brightness-105",
};

export type ButtonSize = "md" | "sm" | "icon" | "icon-sm";

const SIZE: Record<ButtonSize, string> = {
  md: "h-8 px-3",
  sm: "h-7 px-2.5",
  icon: "size-8",
  "icon-sm": "size-6",
};

/** The look of a button, for buttons and for links that act like one. */
export function buttonClass(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "md",
  className?: string,
): string {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded font-medium text-13 whitespace-nowrap",
    SIZE[size],
    "transition-[background-color,filter] duration-(--motion) disabled:opacity-50 pressed:translate-y-px",
    VARIANT[variant],
    className,
  );
}
