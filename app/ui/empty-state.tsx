import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface EmptyStateProps {
  icon: LucideIcon;
  /** what is not there */
  title: string;
  /** what would appear here, and how to make it appear */
  children: ReactNode;
  actions?: ReactNode;
}

/** Nothing to show, and what to do about it: an empty state teaches. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-(--container-md) flex-col items-center gap-2 px-6 py-12 text-center">
      <span className="grid size-10 place-items-center rounded-full bg-surface-2 text-text-3">
        <Icon aria-hidden size={20} />
      </span>
      <p className="font-semibold text-14">{title}</p>
      <div className="text-13 text-text-2">{children}</div>
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** A command to copy into a terminal. */
export function Command({ children }: { children: string }) {
  return (
    <code className="inline-block max-w-full rounded-sm bg-surface-2 px-1.5 text-12 text-text-1 select-all">
      {children}
    </code>
  );
}
