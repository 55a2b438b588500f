import type { ReactNode } from "react";

/** The page's name and the question that it answers. */
export function PageHeader({
  title,
  question,
  actions,
}: {
  title: string;
  question: string;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 grow">
        <h1 className="font-semibold text-20">{title}</h1>
        <p className="text-13 text-text-3">{question}</p>
      </div>
      {actions}
    </header>
  );
}
