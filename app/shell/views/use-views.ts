"use client";

import { useCallback } from "react";
import { useStored } from "@/app/lib/use-stored";

/** A page as somebody set it up, under a name of their own. */
export interface SavedView {
  name: string;
  /** path and query: all that changes what one sees is in the address */
  address: string;
}

const KEY = "k2.views";
const MAX_VIEWS = 100;
export const MAX_NAME = 60;
const NONE: SavedView[] = [];

/** The views that this browser keeps (the console has no sign-in that could keep them), by name. */
export function useViews() {
  const [stored, store] = useStored(KEY, readViews);
  const views = stored ?? NONE;
  const save = useCallback(
    (view: SavedView) => {
      const others = views.filter((one) => one.name !== view.name);
      const all = [...others, view].sort((a, b) => a.name.localeCompare(b.name));
      store(all.slice(0, MAX_VIEWS));
    },
    [views, store],
  );
  const remove = useCallback(
    (name: string) => store(views.filter((one) => one.name !== name)),
    [views, store],
  );
  return { views, save, remove };
}

/** Only addresses of this console: what is kept could have been written by anything. */
export function readViews(stored: unknown): SavedView[] | null {
  if (!Array.isArray(stored)) return null;
  return stored.filter(isView).slice(0, MAX_VIEWS);
}

function isView(one: unknown): one is SavedView {
  if (typeof one !== "object" || one === null || !("name" in one) || !("address" in one)) return false;
  const { name, address } = one;
  return (
    typeof name === "string" &&
    name.length > 0 &&
    name.length <= MAX_NAME &&
    typeof address === "string" &&
    /^\/(?![/\\])/.test(address)
  );
}
