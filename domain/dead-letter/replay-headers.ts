import type { RawRecord } from "../trade/types";

/** The headers of a replayed record: which letter it tries again, for which job, and the how manyth try it is. */
export const LETTER_ID_HEADER = "k2-dead-letter-id";
export const REPLAY_JOB_HEADER = "k2-replay-job";
export const ATTEMPT_HEADER = "k2-attempt";

export interface ReplayTicket {
  letterId: bigint;
  /** the job's random token: another system's records, or made-up ones, settle nothing */
  token: string;
  attempt: number;
}

/** The ticket of a replayed record; null for every other record, also for one whose headers only look like a ticket. */
export function readReplayTicket(headers: RawRecord["headers"]): ReplayTicket | null {
  // Almost every record has no such header: this is the hot path.
  if (headers === undefined || headers[LETTER_ID_HEADER] === undefined) return null;
  const letterId = text(headers[LETTER_ID_HEADER]);
  const token = text(headers[REPLAY_JOB_HEADER]);
  const attempt = text(headers[ATTEMPT_HEADER]);
  if (!/^[1-9]\d{0,17}$/.test(letterId) || !/^[\w-]{8,64}$/.test(token) || !/^[1-9]\d{0,8}$/.test(attempt))
    return null;
  return { letterId: BigInt(letterId), token, attempt: Number(attempt) };
}

export function writeReplayTicket({ letterId, token, attempt }: ReplayTicket): Record<string, string> {
  return {
    [LETTER_ID_HEADER]: String(letterId),
    [REPLAY_JOB_HEADER]: token,
    [ATTEMPT_HEADER]: String(attempt),
  };
}

function text(value: Buffer | string | (Buffer | string)[] | undefined): string {
  const one = Array.isArray(value) ? value.at(-1) : value;
  return one === undefined || one === null ? "" : one.toString();
}
