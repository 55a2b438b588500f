"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { useSlow } from "@/app/lib/use-slow";
import { tradesParams } from "@/app/trades/params";
import { useTablePlace } from "@/app/trades/place/use-table-place";
import type { Trade } from "@/app/trades/trade-columns";
import { estimateQuestion, placeWithin, tradesQuestion } from "@/app/trades/trades-question";

const NO_ROWS: Trade[] = [];
/** A question whose reader is gone, or that was cancelled, ends in the database too. */
const ABORTING = { trpc: { abortOnUnmount: true } };
/** Of a hundred rows each. However far one reads, the tab holds no more: the way back is asked for again. */
const MAX_PAGES = 20;
/** What the page came with is not asked again at once. */
const FRESH_MS = 2_000;

/** The table's trades page by page, how many there are in all, and a way to call the question off. */
export function useTrades(instrumentId: number) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [{ range }] = useGlobalParams();
  const [params] = useQueryStates(tradesParams);
  const place = useTablePlace(JSON.stringify(tradesQuestion(instrumentId, { ...params, at: null }, range)));
  const live = useLivePagedOptions(2_500, "dear");
  const question = tradesQuestion(instrumentId, { ...params, at: place.anchor }, range);
  const following = placeWithin(place.at, range) === null;
  const options = trpc.trades.page.infiniteQueryOptions(question, {
    ...ABORTING,
    getNextPageParam: (page) => page.nextCursor,
    getPreviousPageParam: (page) => page.previousCursor,
    maxPages: MAX_PAGES,
    placeholderData: keepPreviousData,
    ...live,
    // Who reads elsewhere than at the head must not have rows moved: what is there is not asked again by itself.
    staleTime: (asked) =>
      following && (asked.state.data?.pages.length ?? 1) === 1
        ? (live.staleTime ?? FRESH_MS)
        : Number.POSITIVE_INFINITY,
    // What was called off, or took too long, is asked again by a person only.
    refetchInterval: (asked) => {
      const { data, error } = asked.state;
      const ended = error === null ? data === undefined : errorFacts(error).timedOut;
      return ended || !following ? false : live.refetchInterval(asked);
    },
  });
  const query = useInfiniteQuery(options);
  const estimating = trpc.trades.estimate.queryOptions(estimateQuestion(instrumentId, params, range), {
    ...ABORTING,
    ...useLiveOptions(10_000),
    retry: false,
  });
  const estimate = useQuery(estimating);
  const { rows = NO_ROWS, onEnd, onStart, hasNextPage, hasPreviousPage } = usePagedRows(query);
  const waits = query.isFetching && (query.data === undefined || query.isPlaceholderData);
  const failed = query.isFetchNextPageError || query.isFetchPreviousPageError;
  /** the first page begins where the range does: rows come to its top as they are traded */
  const isHead = place.anchor === null && query.data?.pageParams[0] == null;
  return {
    query,
    rows,
    // What failed is asked again by a person: by itself it would be asked for ever.
    onEnd: hasNextPage && !failed ? onEnd : undefined,
    onStart: hasPreviousPage && !failed ? onStart : undefined,
    hasNextPage,
    hasPreviousPage,
    /** the pages around what is seen could not be loaded: why, and once more */
    failed: failed
      ? {
          error: query.error,
          retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.fetchPreviousPage()),
        }
      : null,
    /** whether it is the head that one sees; and else the way to it */
    following,
    place: {
      question: query.isPlaceholderData ? null : JSON.stringify(question),
      follows: following,
      startOf: (loaded: readonly Trade[]) => {
        const { at } = place;
        if (at === null) return 0;
        const found = loaded.findIndex((row) =>
          params.order === "newest" ? row.time <= at : row.time >= at,
        );
        return found < 0 ? loaded.length : found;
      },
      onRest: (first: Trade, atTop: boolean) => {
        if (!atTop || !isHead) return place.stand(first.time);
        // Back at the head, it is followed again, by its first page alone.
        client.setQueryData(
          options.queryKey,
          (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
        );
        place.stand(null);
      },
      goToHead: () => {
        place.go(null);
        if (place.anchor === null) void client.resetQueries({ queryKey: options.queryKey, exact: true });
      },
    },
    estimate: query.isPlaceholderData ? undefined : estimate.data,
    /** what somebody waits for takes longer than one waits without a word */
    slow: useSlow(waits),
    slowPage: useSlow(query.isFetchingNextPage || query.isFetchingPreviousPage),
    /** what is seen belongs to the question before */
    stale: query.isPlaceholderData,
    /** called off before an answer came */
    cancelled:
      !waits &&
      query.fetchStatus === "idle" &&
      query.error === null &&
      (query.isPending || query.isPlaceholderData),
    cancel: () => {
      void client.cancelQueries({ queryKey: options.queryKey });
      void client.cancelQueries({ queryKey: estimating.queryKey });
    },
  };
}
