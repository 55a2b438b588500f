"use client";

import { createSerializer, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { globalParams } from "@/app/lib/url/global-params";

const serialize = createSerializer(globalParams);

/** Range, zone and live, with their setters. */
export function useGlobalParams() {
  return useQueryStates(globalParams, { history: "push" });
}

/** How often a live page asks again, or never while it is paused. */
export function useLiveInterval(milliseconds: number): number | false {
  const [{ live }] = useGlobalParams();
  return live ? milliseconds : false;
}

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
