import { Hammer } from "lucide-react";
import type { ReactNode } from "react";

/** Says honestly what a page does not do yet, and what serves in the meantime. */
export function ComingNote({ children }: { children: ReactNode }) {
  return (
    <aside className="flex items-start gap-2.5 rounded border border-line border-dashed px-4 py-3 text-13 text-text-2">
      <Hammer aria-hidden size={15} className="mt-0.5 shrink-0 text-text-3" />
      <div>{children}</div>
    </aside>
  );
}
