import type { Sql } from "@/db/client";

const CHUNK = 10_000;

/** Fills the table as a busy week would: 17 causes, 3 topics of 12 partitions, 200 symbols, most of it waiting. */
export async function fillLetters(sql: Sql, letters: number): Promise<void> {
  for (let from = 1; from <= letters; from += CHUNK) {
    await sql`
      insert into dead_letters (topic, partition, source_offset, key, value, stage, code, message, path, bad_value,
        decoder, fingerprint, build, exchange, market, symbol, sequence, state, attempts, created_at)
      select 'market.crypto.trades.' || (array['binance', 'coinbase', 'kraken'])[1 + n % 3] || '.raw', n % 12, n, 'k',
        convert_to('{"stream":"x@trade","data":{"e":"trade","E":1750000000001,"s":"S' || n % 200 || '","t":' || n ||
          ',"p":"n/a","q":"2.0","T":1750000000000,"m":true,"M":true}}', 'UTF8'),
        'validate', 'CODE_' || n % 17, 'The price n/a at data.p is no plain decimal. Correct it and replay.', 'data.p',
        'n/a', 'binance-trade', 'cause' || lpad((n % 17)::text, 11, '0'), 'v1',
        (array['binance', 'coinbase', 'kraken'])[1 + n % 3], 'spot', 'S' || n % 200, n,
        case when n % 50 = 0 then 'resolved' when n % 997 = 0 then 'discarded' else 'failed' end,
        1 + (n % 211 = 0)::int, now() - (${letters} - n) * interval '0.6 s'
      from generate_series(${from}::int, ${Math.min(letters, from + CHUNK - 1)}::int) n`;
  }
  await sql`vacuum analyze dead_letters`;
  await sql`vacuum analyze dead_letter_tallies`;
}
