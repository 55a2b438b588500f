"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";

const CHANGED = "k2-stored";

/**
 * A choice that this browser keeps: `[value, setValue]`. Null on the server, while the page hydrates, where nothing
 * is kept and where what is kept cannot be read; all tabs see a change.
 * @param parse keep it stable (module level); it judges what another version, or a person, wrote there
 */
export function useStored<Value>(key: string, parse: (stored: unknown) => Value | null) {
  const text = useSyncExternalStore(
    subscribe,
    () => readText(key),
    () => null,
  );
  const value = useMemo(() => (text === null ? null : parseText(text, parse)), [text, parse]);
  const store = useCallback(
    (next: Value | null) => {
      try {
        if (next === null) window.localStorage.removeItem(key);
        else window.localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing for us: the choice holds until the page is left, if at all.
      }
      window.dispatchEvent(new Event(CHANGED));
    },
    [key],
  );
  return [value, store] as const;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("storage", onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener("storage", onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

function readText(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parseText<Value>(text: string, parse: (stored: unknown) => Value | null): Value | null {
  try {
    return parse(JSON.parse(text));
  } catch {
    return null;
  }
}
