/** The look that every popover, menu and list shares. */
export const popoverClass =
  "z-50 min-w-(--trigger-width) overflow-auto rounded border border-line bg-surface-1 p-1 shadow-pop outline-none entering:animate-[pop-in_var(--motion)_ease-out]";

export const optionClass =
  "flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-13 text-text-1 outline-none focused:bg-surface-2 hovered:bg-surface-2 disabled:opacity-50 selected:font-medium";

export const fieldClass =
  "flex h-8 min-w-0 items-center gap-2 rounded border border-line-strong bg-surface-1 px-2.5 text-13 text-text-1 placeholder:text-text-3";
