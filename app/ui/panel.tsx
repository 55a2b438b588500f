import clsx from "clsx";
import { type ReactNode, useId } from "react";

export interface PanelProps {
  title?: ReactNode;
  /** the unit, the window or a plain sentence: what the numbers below mean */
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** without inner padding: for tables and charts that reach the edge */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled surface. */
export function Panel({ title, subtitle, actions, flush = false, className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={clsx("isolate flex min-w-0 flex-col rounded border border-line bg-surface-1", className)}
    >
      {(title || actions) && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <div className="min-w-0 grow">
            {title && (
              <h2 id={id} className="font-semibold text-14">
                {title}
              </h2>
            )}
            {subtitle && <p className="text-12 text-text-3">{subtitle}</p>}
          </div>
          {actions}
        </header>
      )}
      <div className={clsx("min-h-0 grow", !flush && "px-4 pb-4", !flush && !title && !actions && "pt-4")}>
        {children}
      </div>
    </section>
  );
}
