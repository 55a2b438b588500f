"use client";

import { createSerializer, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { type Drawing, pacedQuery } from "@/app/lib/live/pace";
import { globalParams } from "@/app/lib/url/global-params";

const serialize = createSerializer(globalParams);

/** Range, zone and live, with their setters. */
export function useGlobalParams() {
  return useQueryStates(globalParams, { history: "push" });
}

/**
 * Options for a query that follows the clock: asked again every so often (less often on a page that cannot keep up);
 * while paused, what one sees stands still.
 * Spread them into `queryOptions`.
 */
export function useLiveOptions(milliseconds: number, drawing: Drawing = "cheap") {
  const [{ live }] = useGlobalParams();
  return live ? { refetchInterval: pacedQuery(milliseconds, drawing) } : PAUSED;
}

const PAUSED = {
  refetchInterval: false,
  refetchOnWindowFocus: false,
  staleTime: Number.POSITIVE_INFINITY,
} as const;

/** A link to another page that keeps range, zone and pause. */
export function useHref(): (path: string, own?: Record<string, string>) => string {
  const [global] = useGlobalParams();
  return useCallback(
    (path, own = {}) => {
      const query = serialize("", global).replace(/^\?/, "");
      const parts = [query, new URLSearchParams(own).toString()].filter((part) => part !== "");
      return parts.length > 0 ? `${path}?${parts.join("&")}` : path;
    },
    [global],
  );
}
