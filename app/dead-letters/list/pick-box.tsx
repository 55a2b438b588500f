"use client";

import { usePicks } from "@/app/dead-letters/list/picks";

/** Picks a letter; with Shift, all from the last one pressed to this one. The row around it does not open. */
export function PickBox({ id }: { id: string }) {
  const { ids, set, extend } = usePicks();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: keeps the press from the row
    <span className="grid size-6 place-items-center" onClick={(event) => event.stopPropagation()}>
      <input
        type="checkbox"
        aria-label={`Pick letter ${id}`}
        checked={ids.has(id)}
        onChange={(event) => {
          const isExtending =
            event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey && event.target.checked;
          if (isExtending) extend(id, shownIds());
          else set(id, event.target.checked);
        }}
        onKeyDown={(event) => event.stopPropagation()}
        className="size-4 accent-(--accent)"
      />
    </span>
  );
}

/** The rows that are in the page, in their order. */
function shownIds(): string[] {
  return [...document.querySelectorAll<HTMLElement>("tr[data-key]")].map((row) => row.dataset.key ?? "");
}
