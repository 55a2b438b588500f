"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False on the server and while the page hydrates, true from then on. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
