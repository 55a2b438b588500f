"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "@/app/ui/error-state";

export interface QueryViewProps<Data> {
  query: UseQueryResult<Data, unknown>;
  /** the shape of what comes */
  loading: ReactNode;
  children: (data: Data) => ReactNode;
}

/**
 * The three faces of a question: its shape while it loads, its answer, its error. An answer that is there stays in
 * sight when a later question fails; the connection notice tells its age.
 */
export function QueryView<Data>({ query, loading, children }: QueryViewProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return loading;
}
