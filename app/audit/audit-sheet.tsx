"use client";

import type { ReactNode } from "react";
import type { Act } from "@/app/audit/audit-columns";
import { CopyButton } from "@/app/ui/copy-button";
import { AbsoluteTime } from "@/app/ui/relative-time";
import { Sheet } from "@/app/ui/sheet";

/** One act with everything that is known of it. */
export function AuditSheet({ act, onClose }: { act: Act | undefined; onClose: () => void }) {
  return (
    <Sheet
      title={act?.action ?? "Act"}
      subtitle={act?.subject}
      isOpen={act !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      {act !== undefined && (
        <>
          <dl className="text-13">
            <Fact name="When">
              <AbsoluteTime micros={act.at} precision="micro" className="mono" />
            </Fact>
            <Fact name="Who">
              {act.actor}, from {act.origin}
            </Fact>
            <Fact name="On what">{act.subject}</Fact>
            <Fact name="Why">{act.reason ?? "no reason given"}</Fact>
            <Fact name="Outcome">{act.outcome}</Fact>
          </dl>
          {act.detail !== "{}" && (
            <div className="p-4">
              <p className="flex items-center justify-between text-12 text-text-3">
                Detail <CopyButton value={act.detail} label="Copy the detail" />
              </p>
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
                tabIndex={0}
                className="overflow-auto rounded bg-surface-2 p-3 text-12 break-words whitespace-pre-wrap"
              >
                {act.detail}
              </pre>
            </div>
          )}
        </>
      )}
    </Sheet>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 grid-cols-[110px_minmax(0,1fr)] items-center gap-2 border-line border-b px-4 py-1.5">
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
