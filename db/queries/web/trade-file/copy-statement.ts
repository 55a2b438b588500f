import { COLUMN_KIND, type TradeFileColumn, type TradeFileFormat } from "@/domain/trade/file-columns";

/** What a COPY is made of. Every text here is our own, or was quoted by the server itself: COPY takes no parameters. */
export interface CopyParts {
  format: TradeFileFormat;
  columns: readonly TradeFileColumn[];
  /** whether CSV begins with the names of its columns */
  header: boolean;
  /** over `trades t` */
  where: string;
  /** SQL of the range that gaps are looked up in */
  from: string;
  to: string;
  /** the instruments and partitions that the rows come from */
  instrumentIds: readonly number[];
  sourceIds: readonly number[];
  limit: number;
}

/**
 * What is known of each instrument as a whole, found once and asked for each row: the numbers that were missing once and
 * came later, when that was, those that a backfill fetched, and the minutes that still miss some.
 */
function instrumentsOf({ instrumentIds, from, to }: CopyParts): string {
  const during = (condition: string) => `from sequence_gaps g
      where g.instrument_id = i.id and g.span && k2_gap_span(i.id, ${from}, ${to}) and ${condition}`;
  const first = "least(g.time_before, g.time_after)";
  const last = "greatest(g.time_before, g.time_after)";
  return `select i.id, i.exchange, i.market, i.symbol, i.policy,
    (select range_agg(int8multirange(int8range(g.from_sequence, g.to_sequence, '[]')) - g.missing) ${during("g.state = 'filled' or g.missing_count < g.to_sequence - g.from_sequence + 1")}) as late,
    (select range_agg(tstzrange(${first}, ${last}, '[]')) ${during("true")}) as late_time,
    (select range_agg(int8range(b.sequence, b.sequence, '[]')) from backfill_rows b where b.instrument_id = i.id) as fetched,
    (select range_agg(tstzrange(date_trunc('minute', ${first}, 'UTC'), date_trunc('minute', ${last}, 'UTC') + interval '1 minute'))
      ${during("g.state <> 'filled'")}) as incomplete
    from instruments i where i.id in (${instrumentIds.join(", ") || "null"})`;
}

/** Each partition with the offsets of dead letters that a job sent again and that were stored then. */
function sourcesOf({ sourceIds }: CopyParts): string {
  return `select p.id, p.topic, p.partition,
    (select range_agg(int8range(r.sent_offset, r.sent_offset, '[]')) from replay_items r join dead_letters d on d.id = r.letter_id
      where r.outcome = 'stored' and r.sent_partition = p.partition and d.topic = p.topic) as replayed
    from partition_positions p where p.id in (${sourceIds.join(", ") || "null"})`;
}

const VALUES: Record<TradeFileColumn, string> = {
  instrumentId: "t.instrument_id",
  time: "t.time",
  tradeId: "t.trade_id",
  exchange: "i.exchange",
  market: "i.market",
  symbol: "i.symbol",
  side: "case t.side when 1 then 'buy' when 2 then 'sell' else 'unknown' end",
  price: "t.price",
  quantity: "t.quantity",
  notional: "t.price * t.quantity",
  sequence: "t.sequence",
  ingestedAt: "t.ingested_at",
  topic: "p.topic",
  partition: "p.partition",
  offset: "t.source_offset",
  frameIndex: "t.frame_index",
  // A null set holds nothing: most instruments have none, and the rows cost nothing then.
  quality: `case when t.source_offset <@ p.replayed then 'replayed'
    when t.sequence <@ i.late and t.time <@ i.late_time then case when t.sequence <@ i.fetched then 'backfilled' else 'late' end
    else 'ok' end`,
  candle: `case when i.policy <> 'contiguous' then 'unknown' when t.time <@ i.incomplete then 'incomplete'
    else 'complete' end`,
};

const iso = (time: string) => `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const micros = (time: string) => `(extract(epoch from ${time}) * 1000000)::int8`;

/**
 * A spreadsheet runs a cell that begins so. The apostrophe makes it text, as csv-stringify's `escape_formulas` does; a
 * cell that begins with one gets another, so that whoever takes one off has every text as it was.
 */
const FORMULA = "E'=+-@''\\uFF1D\\uFF0B\\uFF0D\\uFF20\\t\\r\\n'";
const harmless = (text: string) =>
  `case when strpos(${FORMULA}, left(${text}, 1)) > 0 then '''' || ${text} else ${text} end`;

function csvValue(name: TradeFileColumn): string {
  const value = VALUES[name];
  const kind = COLUMN_KIND[name];
  if (kind === "time") return iso(value);
  // Most ids begin with a digit, and comparing bytes is quick.
  if (name === "tradeId")
    return `case when t.trade_id < ':' and t.trade_id >= '0' then t.trade_id else ${harmless(value)} end`;
  return kind === "text" ? harmless(value) : value;
}

/** The parts of a JSON value: numbers that JavaScript would round are text. */
function jsonParts(name: TradeFileColumn): string[] {
  const value = VALUES[name];
  const kind = COLUMN_KIND[name];
  if (kind === "int") return [value];
  if (kind === "text") return [`to_json(${value})`];
  if (name === "sequence")
    return [`case when t.sequence is null then 'null' else '"' || t.sequence || '"' end`];
  return [`'"'`, kind === "time" ? iso(value) : value, `'"'`];
}

function selectOf({ format, columns }: CopyParts): string {
  if (format === "ndjson") {
    const parts = columns.flatMap((name, at) => [`'${at === 0 ? "{" : ","}"${name}":'`, ...jsonParts(name)]);
    return `concat(${joinLiterals([...parts, "'}'"]).join(", ")})`;
  }
  const value = (name: TradeFileColumn) =>
    format === "csv" ? csvValue(name) : COLUMN_KIND[name] === "time" ? micros(VALUES[name]) : VALUES[name];
  return columns.map((name) => `${value(name)} as "${name}"`).join(", ");
}

/** Neighbours that are both literals become one. */
function joinLiterals(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.startsWith("'") && part.startsWith("'"))
      joined[joined.length - 1] = last.slice(0, -1) + part.slice(1);
    else joined.push(part);
  }
  return joined;
}

/** JSON holds no raw control character: with these for delimiter and quote, COPY gives it as it is. */
const AS_IT_IS = "format csv, delimiter E'\\x01', quote E'\\x02', escape E'\\x02'";

function optionsOf({ format, header }: CopyParts): string {
  if (format === "csv") return header ? "format csv, header" : "format csv";
  return format === "ndjson" ? AS_IT_IS : "format text";
}

/** The statement. Rows come in the order of the trades' unique index, so that nothing has to be sorted or held. */
export function copyStatement(parts: CopyParts): string {
  return `copy (with i as materialized (${instrumentsOf(parts)}), p as materialized (${sourcesOf(parts)})
    select ${selectOf(parts)} from trades t join i on i.id = t.instrument_id join p on p.id = t.source_id
    where ${parts.where} order by t.instrument_id, t.time, t.trade_id limit ${parts.limit}) to stdout (${optionsOf(parts)})`;
}
