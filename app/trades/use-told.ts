"use client";

import { useLayoutEffect } from "react";
import type { Tape } from "@/app/trades/tape-rows";
import type { TapeStore } from "@/app/trades/tape-store";

/**
 * Tells of the tape as it is, and of every event. What is told writes into the page's nodes itself: ten times a second all
 * texts of a tape change and its nodes stay, and to render them anew would take longer than to draw them. The browser draws
 * when it has the time; a page with more to do than its machine has time for still says at once what was stored.
 * @param tell the same function from one rendering to the next, until it would write something else
 */
export function useTold(store: TapeStore, tell: (tape: Tape) => void): void {
  useLayoutEffect(() => {
    tell(store.tape());
    return store.listen(() => tell(store.tape()));
  }, [store, tell]);
}
