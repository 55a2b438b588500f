"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { useSlow } from "@/app/lib/use-slow";
import { tradesParams } from "@/app/trades/params";
import type { Trade } from "@/app/trades/trade-columns";
import { estimateQuestion, tradesQuestion } from "@/app/trades/trades-question";

const NO_ROWS: Trade[] = [];
/** A question whose reader is gone, or that was cancelled, ends in the database too. */
const ABORTING = { trpc: { abortOnUnmount: true } };

/** The table's trades page by page, how many there are in all, and a way to call the question off. */
export function useTrades(instrumentId: number) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [{ range }] = useGlobalParams();
  const [params] = useQueryStates(tradesParams);
  const live = useLivePagedOptions(2_500);
  const options = trpc.trades.page.infiniteQueryOptions(tradesQuestion(instrumentId, params, range), {
    ...ABORTING,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    ...live,
    // What was called off, or took too long, is asked again by a person only.
    refetchInterval: (asked) => {
      const { data, error } = asked.state;
      const ended = error === null ? data === undefined : errorFacts(error).timedOut;
      return ended ? false : live.refetchInterval(asked);
    },
  });
  const query = useInfiniteQuery(options);
  const estimating = trpc.trades.estimate.queryOptions(estimateQuestion(instrumentId, params, range), {
    ...ABORTING,
    ...useLiveOptions(10_000),
    retry: false,
  });
  const estimate = useQuery(estimating);
  const { rows = NO_ROWS, onEnd, hasNextPage } = usePagedRows(query);
  const waits = query.isFetching && (query.data === undefined || query.isPlaceholderData);
  return {
    query,
    rows,
    onEnd,
    hasNextPage,
    estimate: query.isPlaceholderData ? undefined : estimate.data,
    /** what somebody waits for takes longer than one waits without a word */
    slow: useSlow(waits || query.isFetchingNextPage),
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
