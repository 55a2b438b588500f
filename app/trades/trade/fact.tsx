import type { ReactNode } from "react";
import { CopyButton } from "@/app/ui/copy-button";

/** A name and its value in a `dl`; with `copy`, a button gives the exact value. */
export function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 grid-cols-[minmax(100px,150px)_minmax(0,1fr)] items-center gap-2 border-line border-b px-4 py-1.5 last:border-b-0">
      <dt className="text-text-3">{name}</dt>
      <dd className="flex min-w-0 items-center justify-between gap-2">
        <span className="wrap-anywhere min-w-0">{children}</span>
        {copy !== undefined && <CopyButton value={copy} label={`Copy ${name.toLowerCase()}`} />}
      </dd>
    </div>
  );
}
