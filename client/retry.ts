/** What is known of a call that failed. */
export interface Attempt {
  type: "query" | "mutation" | "subscription";
  /** whether the same call may succeed later without being changed */
  retryable: boolean;
  /** the caller does not wait any more */
  isAborted: boolean;
  /** calls so far, the first included */
  attempts: number;
}

/** Only reads: of a change that was not answered nobody knows whether it was made. Subscriptions go on by themselves. */
export function shouldRetry({ type, retryable, isAborted, attempts }: Attempt, retries: number): boolean {
  return type === "query" && retryable && !isAborted && attempts <= retries;
}

/** Half a second, then doubled up to four: longer than a restart of the console takes, in three tries. */
export function retryDelayMs(attempt: number): number {
  return Math.min(250 * 2 ** attempt, 4_000);
}
