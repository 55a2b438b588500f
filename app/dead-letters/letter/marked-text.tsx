"use client";

import { TriangleAlert } from "lucide-react";
import type { ApiOutput } from "@/app/lib/trpc/types";

type Payload = ApiOutput["deadLetters"]["one"]["payload"];

/** A value as text, with the failing part marked by more than a colour. */
export function MarkedText({ payload, path }: { payload: Payload; path: string | null }) {
  const text = payload.text ?? "";
  const { mark } = payload;
  return (
    <div className="flex flex-col">
      {path !== null && (
        <p className="flex items-center gap-1.5 px-4 pt-3 text-12 text-text-2">
          <TriangleAlert aria-hidden size={13} className="text-bad" />
          {mark === null ? (
            <>
              The failing path is <code>{path}</code>.
            </>
          ) : payload.isMarkExact ? (
            <>
              Marked: the value at <code>{path}</code>.
            </>
          ) : (
            <>
              <code>{path}</code> is not there; marked is what should hold it.
            </>
          )}
        </p>
      )}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
        tabIndex={0}
        className="max-h-[56dvh] overflow-auto px-4 py-3 text-12 leading-5 break-words whitespace-pre-wrap"
      >
        {mark === null ? (
          text
        ) : (
          <>
            {text.slice(0, mark.from)}
            <mark
              title={path ?? undefined}
              className="rounded-sm bg-bad-soft text-bad underline decoration-2 decoration-wavy underline-offset-2"
            >
              {text.slice(mark.from, mark.to)}
            </mark>
            {text.slice(mark.to)}
          </>
        )}
      </pre>
      {payload.isCut && (
        <p className="px-4 pb-3 text-12 text-text-3">The value goes on: download it to see the whole.</p>
      )}
    </div>
  );
}
