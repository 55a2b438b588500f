"use client";

import { X } from "lucide-react";
import type { LinkNotes } from "@/app/cost/state/use-cost-state";
import { Badge } from "@/app/ui/badge";
import { IconButton } from "@/app/ui/button";
import { Panel } from "@/app/ui/panel";

interface LinkNotesPanelProps {
  notes: LinkNotes;
  onDismiss: () => void;
}

/** What the reader of a shared link must know: it could not be read, or was made with other prices. */
export function LinkNotesPanel({ notes: { notices, problems }, onDismiss }: LinkNotesPanelProps) {
  if (notices.length === 0 && problems.length === 0) return null;
  return (
    <Panel>
      <div role="status" aria-label="About the link" className="flex items-start gap-3 text-13">
        <ul className="flex min-w-0 grow flex-col gap-1.5">
          {problems.map(({ input, message }) => (
            <li key={input} className="flex items-start gap-3">
              <Badge tone="bad" className="shrink-0">
                Link not read
              </Badge>
              <span className="min-w-0 break-words text-text-2">{message}</span>
            </li>
          ))}
          {problems.length > 0 && (
            <li className="text-text-3">
              The link is shown as none at all, rather than half of it: this is the starting scenario.
            </li>
          )}
          {notices.map((notice) => (
            <li key={notice} className="flex items-start gap-3">
              <Badge tone="warn" className="shrink-0">
                Other version
              </Badge>
              <span className="min-w-0 text-text-2">{notice}: the numbers may differ.</span>
            </li>
          ))}
        </ul>
        <IconButton label="Dismiss" size="icon-sm" onPress={onDismiss}>
          <X aria-hidden size={14} />
        </IconButton>
      </div>
    </Panel>
  );
}
