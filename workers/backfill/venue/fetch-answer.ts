import type { HistoryRequest } from "@/domain/gap/history/venue-history";
import type { VenueAccess } from "./rest-urls";

export interface VenueAnswer {
  status: number;
  retryAfter: string | undefined;
  body: string;
}

const TIMEOUT_MS = 15_000;
/** 1,000 rows take 200 kB */
const MAX_BYTES = 8 * 1024 * 1024;

/** One GET. @throws where no answer comes in time, or one that is no page of trades by its size */
export async function fetchAnswer(
  access: VenueAccess,
  request: HistoryRequest,
  signal: AbortSignal,
): Promise<VenueAnswer> {
  const response = await fetch(`${access.url}${request.path}`, {
    headers: { Accept: "application/json", ...request.headers },
    // A venue that moved is a matter for people; and a key must not follow.
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_BYTES) throw new Error(`the answer is larger than ${MAX_BYTES} bytes`);
    parts.push(part);
  }
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after") ?? undefined,
    body: Buffer.concat(parts).toString("utf8"),
  };
}
