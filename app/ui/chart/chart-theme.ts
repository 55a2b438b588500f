"use client";

import { useSyncExternalStore } from "react";

const TOKENS = [
  "surface-0",
  "surface-1",
  "surface-2",
  "surface-3",
  "line",
  "line-strong",
  "text-1",
  "text-2",
  "text-3",
  "accent",
  "ok",
  "warn",
  "bad",
  "info",
  "up",
  "down",
  "cat-1",
  "cat-2",
  "cat-3",
  "cat-4",
  "cat-5",
  "cat-6",
  "cat-7",
  "cat-8",
] as const;
type Token = (typeof TOKENS)[number];

/** The tokens' present values: a canvas cannot read CSS variables. */
export type ChartTheme = Record<Token, string> & { font: string };

/** The colours for series, in order; colour-blind people can tell them apart. */
export function categories(theme: ChartTheme): string[] {
  return TOKENS.filter((token) => token.startsWith("cat-")).map((token) => theme[token]);
}

let known: { key: string; theme: ChartTheme } | null = null;

function readTheme(): ChartTheme {
  const root = document.documentElement;
  const key = root.dataset.theme ?? "";
  if (known?.key === key) return known.theme;
  const style = getComputedStyle(root);
  const read = (token: Token) => style.getPropertyValue(`--${token}`).trim();
  const theme: ChartTheme = {
    "surface-0": read("surface-0"),
    "surface-1": read("surface-1"),
    "surface-2": read("surface-2"),
    "surface-3": read("surface-3"),
    line: read("line"),
    "line-strong": read("line-strong"),
    "text-1": read("text-1"),
    "text-2": read("text-2"),
    "text-3": read("text-3"),
    accent: read("accent"),
    ok: read("ok"),
    warn: read("warn"),
    bad: read("bad"),
    info: read("info"),
    up: read("up"),
    down: read("down"),
    "cat-1": read("cat-1"),
    "cat-2": read("cat-2"),
    "cat-3": read("cat-3"),
    "cat-4": read("cat-4"),
    "cat-5": read("cat-5"),
    "cat-6": read("cat-6"),
    "cat-7": read("cat-7"),
    "cat-8": read("cat-8"),
    font: style.getPropertyValue("--font-sans").trim(),
  };
  known = { key, theme };
  return theme;
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** The chart's colours, renewed when the theme changes; null on the server. */
export function useChartTheme(): ChartTheme | null {
  return useSyncExternalStore(subscribe, readTheme, () => null);
}
