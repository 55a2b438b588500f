"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Drawing } from "@/app/lib/live/pace";
import { useLiveOptions } from "@/app/lib/url/use-global-params";

/** The rows of all pages that were loaded, and what `DataTable` calls when the last, or the first, come into sight. */
export function usePagedRows<Row>(query: UseInfiniteQueryResult<InfiniteData<{ rows: Row[] }>, unknown>) {
  const { data, fetchNextPage, fetchPreviousPage, hasNextPage, hasPreviousPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows), [data]);
  // A page that is asked for while another is under way would call that one off.
  const waits = query.isFetchingNextPage || query.isFetchingPreviousPage;
  const onEnd = useCallback(() => {
    if (hasNextPage && !waits) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, waits]);
  const onStart = useCallback(() => {
    if (hasPreviousPage && !waits) void fetchPreviousPage();
  }, [fetchPreviousPage, hasPreviousPage, waits]);
  return { rows, onEnd, onStart, hasNextPage, hasPreviousPage };
}

/**
 * `useLiveOptions` for a paged list: renewed while one looks at its head. Who scrolled on is reading, and rows must
 * not move under the eye.
 */
export function useLivePagedOptions(milliseconds: number, drawing: Drawing = "cheap") {
  const { refetchInterval, ...rest } = useLiveOptions(milliseconds, drawing);
  const whileAtHead = (query: { state: { data?: { pages: unknown[] } | undefined } }) =>
    (query.state.data?.pages.length ?? 1) === 1 && refetchInterval !== false ? refetchInterval(query) : false;
  return { ...rest, refetchInterval: whileAtHead };
}
