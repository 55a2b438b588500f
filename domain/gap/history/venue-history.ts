import type { JsonValue } from "../../trade/json/json-value";

/** Where a page is to begin, in the words of the venue's own cursor. */
export type Ask =
  /** rows with this number and above, the lowest first */
  | { kind: "from"; number: bigint }
  /** rows below this number, the highest first */
  | { kind: "below"; number: bigint }
  /** rows after this time, the oldest first; nanoseconds */
  | { kind: "since"; nanos: bigint };

export interface HistoryRow {
  sequence: bigint;
  /** exchange time, µs */
  timeMicros: number;
  /** the trade as the venue's own web socket would have sent it: what is published */
  frame: string;
}

export interface HistoryPage {
  /** as they came: perhaps out of order, perhaps repeated */
  rows: HistoryRow[];
  /** rows that could not be read: their numbers count as not given */
  unreadable: number;
  /** nanoseconds of the next page, where the venue pages by time and told it */
  next: bigint | null;
}

export interface HistoryRequest {
  /** path and query, to be put behind the base URL */
  path: string;
  headers: Record<string, string>;
}

/** An answer that is no page; what to do about it depends on the kind, see `judgeAnswer`. */
export class VenueRefusal extends Error {
  override readonly name = "VenueRefusal";
  constructor(
    readonly kind: "busy" | "temporary" | "for-good",
    message: string,
  ) {
    super(message);
  }
}

/** How one venue's history of trades is asked and read; no I/O. */
export interface VenueHistory {
  /** `up`: by number from below; `down`: by number from above; `time`: by time */
  paging: "up" | "down" | "time";
  /** `micros`: the instrument's stored times are finer than a millisecond */
  request(symbol: string, ask: Ask, options: { micros: boolean; apiKey: string | null }): HistoryRequest;
  /** @throws {VenueRefusal} where the answer is an error told with status 200, or no page at all */
  read(body: JsonValue, symbol: string): HistoryPage;
}

/** Reads rows one by one; one that cannot be read is counted and left out: its neighbours are good. */
export function readRows(list: readonly JsonValue[], read: (row: JsonValue) => HistoryRow | null) {
  const rows: HistoryRow[] = [];
  let unreadable = 0;
  for (const item of list) {
    const row = readSafely(item, read);
    if (row === null) unreadable++;
    else rows.push(row);
  }
  return { rows, unreadable };
}

function readSafely(item: JsonValue, read: (row: JsonValue) => HistoryRow | null): HistoryRow | null {
  try {
    return read(item);
  } catch {
    return null;
  }
}
