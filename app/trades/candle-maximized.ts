"use client";

import { type RefObject, useEffect, useState } from "react";

/**
 * Lets an element fill the screen, and the window where the browser refuses that. Menus open above it, as they do
 * everywhere: the page is made full-screen, not the element. What lies behind cannot be reached meanwhile.
 * @returns the height that there is, px; null while the element stands in its place
 */
export function useMaximized(host: RefObject<HTMLElement | null>): {
  height: number | null;
  toggle: () => void;
} {
  const [height, setHeight] = useState<number | null>(null);
  const isOpen = height !== null;

  useEffect(() => {
    const element = host.current;
    if (!isOpen || element === null) return;
    const behind = siblingsUpwards(element);
    for (const one of behind) one.inert = true;
    const measure = () => setHeight(window.innerHeight);
    const left = () => {
      if (document.fullscreenElement === null) setHeight(null);
    };
    const onEscape = (event: KeyboardEvent) => {
      // A menu that is open takes the key for itself.
      if (event.key === "Escape" && !event.defaultPrevented && document.fullscreenElement === null)
        setHeight(null);
    };
    window.addEventListener("resize", measure);
    document.addEventListener("fullscreenchange", left);
    document.addEventListener("keydown", onEscape);
    return () => {
      for (const one of behind) one.inert = false;
      window.removeEventListener("resize", measure);
      document.removeEventListener("fullscreenchange", left);
      document.removeEventListener("keydown", onEscape);
    };
  }, [isOpen, host]);

  const toggle = () => {
    if (isOpen) {
      setHeight(null);
      if (document.fullscreenElement !== null) void document.exitFullscreen();
      return;
    }
    setHeight(window.innerHeight);
    document.documentElement.requestFullscreen?.().catch(() => undefined);
  };
  return { height, toggle };
}

/** Everything beside the element and beside what holds it, up to the page. */
function siblingsUpwards(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (
    let at: HTMLElement = element;
    at.parentElement !== null && at !== document.body;
    at = at.parentElement
  ) {
    for (const sibling of at.parentElement.children)
      if (sibling !== at && sibling instanceof HTMLElement && !sibling.inert) found.push(sibling);
  }
  return found;
}
