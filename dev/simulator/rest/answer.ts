import type { Book } from "../book";
import { FATE } from "../fate";
import type { RestFaultKind } from "../faults/schema";
import type { Clock } from "../types";

/** A venue's answer before any fault: rows apart from what wraps them, so that a fault can disturb them. */
export interface RestAnswer {
  status: number;
  headers: Record<string, string>;
  rows: string[];
  wrap: (rows: string[]) => string;
}

/** What a REST handler is asked. */
export interface RestRequest {
  path: string;
  query: URLSearchParams;
  header: (name: string) => string | undefined;
  /** a fault wants the cursor ignored, so that paging never advances */
  stuck: boolean;
}

/** What REST handlers answer from. */
export interface RestContext {
  books: ReadonlyMap<string, Book>;
  clock: Clock;
  /** trades older than this are no longer served; microseconds, Infinity for all */
  retentionMicros: number;
}

export type RestHandler = (request: RestRequest) => RestAnswer;

export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): RestAnswer {
  const text = JSON.stringify(body);
  return { status, headers, rows: [], wrap: () => text };
}

/** Index of the oldest trade that a venue still serves. */
export function oldestServed(context: RestContext, book: Book): number {
  if (!Number.isFinite(context.retentionMicros)) return 0;
  return book.lowerBoundTime(context.clock() - context.retentionMicros);
}

/** Up to `limit` indexes that are not withheld, going up from `from`, below `end`. */
export function ascending(book: Book, from: number, end: number, limit: number): number[] {
  const found: number[] = [];
  for (let index = from; index < end && found.length < limit; index++) {
    if ((book.flagsAt(index) & FATE.withheld) === 0) found.push(index);
  }
  return found;
}

/** Up to `limit` indexes that are not withheld, going down from `last` to `from`. */
export function descending(book: Book, last: number, from: number, limit: number): number[] {
  const found: number[] = [];
  for (let index = last; index >= from && found.length < limit; index--) {
    if ((book.flagsAt(index) & FATE.withheld) === 0) found.push(index);
  }
  return found;
}

/** Applies a fault to a good answer. `slow` and `stuck_page` act elsewhere. */
export function spoil(answer: RestAnswer, kind: RestFaultKind): RestAnswer {
  switch (kind) {
    case "too_many_requests":
      return jsonAnswer(429, { code: -1003, msg: "Too many requests" }, { "Retry-After": "1" });
    case "banned":
      return jsonAnswer(
        418,
        { code: -1003, msg: "Way too many requests; IP banned" },
        { "Retry-After": "2" },
      );
    case "server_error":
      return jsonAnswer(500, { code: -1000, msg: "An unknown error occurred while processing the request." });
    case "truncated":
      return { ...answer, wrap: (rows) => cut(answer.wrap(rows)) };
    case "out_of_order":
      return {
        ...answer,
        rows: answer.rows.filter((_, i) => i % 2 === 1).concat(answer.rows.filter((_, i) => i % 2 === 0)),
      };
    case "repeated_rows":
      return { ...answer, rows: answer.rows.flatMap((row, i) => (i % 5 === 0 ? [row, row] : [row])) };
    case "omitted_rows":
      return { ...answer, rows: answer.rows.filter((_, i) => i % 7 !== 3) };
    case "slow":
    case "stuck_page":
      return answer;
  }
}

function cut(text: string): string {
  return text.slice(0, Math.floor(text.length * 0.6));
}
