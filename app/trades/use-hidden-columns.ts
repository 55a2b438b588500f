"use client";

import { parseAsArrayOf, parseAsString, useQueryState } from "nuqs";
import { useCallback } from "react";
import { useStored } from "@/app/lib/use-stored";

const KEY = "k2.trades.hidden-columns";
const NONE: string[] = [];

/**
 * Columns that the table leaves out: those of the URL, else those that were chosen last in this browser. A choice
 * goes to both, so that a link shows another person the same table.
 */
export function useHiddenColumns() {
  const [fromUrl, setUrl] = useQueryState("hide", parseAsArrayOf(parseAsString));
  const [stored, store] = useStored(KEY, textList);
  const choose = useCallback(
    (hidden: string[]) => {
      store(hidden.length > 0 ? hidden : null);
      void setUrl(hidden.length > 0 ? hidden : null);
    },
    [store, setUrl],
  );
  return [fromUrl ?? stored ?? NONE, choose] as const;
}

function textList(stored: unknown): string[] | null {
  return Array.isArray(stored) && stored.every((one) => typeof one === "string") ? stored : null;
}
