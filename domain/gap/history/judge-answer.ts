/** What to do after an answer or an error, before the rows are even looked at. */
export type AnswerVerdict =
  | { kind: "read" }
  /** the venue asks us to slow down: the same call again after so long; not a failure of the call */
  | { kind: "wait"; seconds: number; banned: boolean }
  /** the same call again, so many times and no more */
  | { kind: "retry"; reason: string }
  /** no call of this job can succeed */
  | { kind: "give-up"; reason: string };

const DEFAULT_WAIT = 5;
const DEFAULT_BAN = 120;
const MAX_WAIT = 3 * 24 * 3_600;

/**
 * Judges an HTTP status. 429 asks to slow down, 418 is Binance's ban (2 minutes to 3 days), both with Retry-After;
 * 5xx and 408 pass; other 4xx will be the same next time.
 */
export function judgeAnswer(
  status: number,
  retryAfter: string | undefined,
  body: string,
  nowMs: number,
): AnswerVerdict {
  if (status === 200) return { kind: "read" };
  if (status === 429 || status === 418) {
    const banned = status === 418;
    return {
      kind: "wait",
      seconds: retryAfterSeconds(retryAfter, banned ? DEFAULT_BAN : DEFAULT_WAIT, nowMs),
      banned,
    };
  }
  if (status >= 500 || status === 408) return { kind: "retry", reason: `the venue answered ${status}` };
  return { kind: "give-up", reason: `the venue refuses with ${status}: ${shorten(body)}` };
}

/** Retry-After in seconds, or as an HTTP date (RFC 9110, 10.2.3); the default where it is neither. */
function retryAfterSeconds(text: string | undefined, otherwise: number, nowMs: number): number {
  const trimmed = text?.trim() ?? "";
  if (/^\d{1,9}$/.test(trimmed)) return Math.min(Math.max(Number(trimmed), 1), MAX_WAIT);
  const date = trimmed === "" ? Number.NaN : Date.parse(trimmed);
  if (Number.isNaN(date)) return otherwise;
  return Math.min(Math.max(Math.ceil((date - nowMs) / 1000), 1), MAX_WAIT);
}

function shorten(body: string): string {
  const line = body.replace(/[^\x20-\x7e]+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 160)}…` : line || "no reason given";
}
