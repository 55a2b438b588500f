"use client";

import { useEffect, useRef } from "react";
import { matchKeys } from "@/app/shell/shortcuts/shortcut-list";

/** Longer after the first key of two, it is forgotten. */
const SECOND_KEY_MS = 1_500;

/** Calls `run` with what a key, or two, stand for; not while somebody types, or something else is open. */
export function useSingleKeys(enabled: boolean, run: (id: string) => boolean): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    let pressed: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = () => {
      pressed = [];
      clearTimeout(timer);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      if (event.key === "Shift" || takesText(event.target)) return;
      const match = matchKeys([...pressed, event.key]) ?? matchKeys([event.key]);
      const goesOn = match === "more";
      if (match === null || goesOn) {
        forget();
        if (goesOn) {
          pressed = [event.key];
          timer = setTimeout(forget, SECOND_KEY_MS);
        }
        return;
      }
      forget();
      if (latest.current(match.id)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      forget();
      window.removeEventListener("keydown", onKey);
    };
  }, [enabled]);
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches("input, textarea, select, [role='textbox'], [role='listbox'] *")
  );
}
