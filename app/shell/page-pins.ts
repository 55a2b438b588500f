"use client";

import { useEffect } from "react";

/** Parameters that the page chose by itself, which might choose otherwise tomorrow. */
export type Pinned = Readonly<Record<string, string>>;

/** What the open page chose by itself: a link that is frozen from the keyboard must hold it, too. */
let open: Pinned = {};

export function readPagePins(): Pinned {
  return open;
}

/** Tells what of the page's state its address leaves open. @param pinned the same object until it changes */
export function usePagePins(pinned: Pinned): void {
  useEffect(() => {
    open = pinned;
    return () => {
      open = {};
    };
  }, [pinned]);
}
