/** A row as a consumer written in an afternoon has it. */
export interface SimpleRow {
  time: string;
  source_offset: number;
  sequence: number;
  ingested_at: string;
  instrument_id: number;
  source_id: number;
  frame_index: number;
  side: number;
  price: string;
  quantity: string;
  trade_id: string;
}

interface BinanceEvent {
  s: string;
  t: number;
  p: string;
  q: string;
  T: number;
  m: boolean;
}

/** `JSON.parse` and no check at all: the fastest that the other ways can do. */
export function readRow(value: Buffer | null, offset: string, partition: number): SimpleRow {
  const frame: { data: BinanceEvent } = JSON.parse(value?.toString() ?? "");
  const { s, t, p, q, T, m } = frame.data;
  return {
    time: new Date(T).toISOString(),
    source_offset: Number(offset),
    sequence: t,
    ingested_at: new Date().toISOString(),
    instrument_id: Number(s.slice(1, 3)) + 1,
    source_id: partition,
    frame_index: 0,
    side: m ? 2 : 1,
    price: p,
    quantity: q,
    trade_id: String(t),
  };
}
