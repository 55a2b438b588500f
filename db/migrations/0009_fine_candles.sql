-- Candles below a minute, of minutes so loud that reading their trades takes long. What is here is a copy: an answer takes a
-- minute from it only where its trades are as many as the candle of that minute counts, which commits with its trades.
CREATE TABLE fine_candles (
  bucket        timestamptz NOT NULL,
  instrument_id integer NOT NULL,
  trades        integer NOT NULL,
  step          smallint NOT NULL,
  open          numeric NOT NULL,
  high          numeric NOT NULL,
  low           numeric NOT NULL,
  close         numeric NOT NULL,
  volume        numeric NOT NULL,
  notional      numeric NOT NULL,
  buy_volume    numeric NOT NULL,
  sell_volume   numeric NOT NULL,
  PRIMARY KEY (instrument_id, step, bucket)
);
--> statement-breakpoint
COMMENT ON COLUMN fine_candles.step IS 'length, s';
--> statement-breakpoint
-- Hours whose minutes were looked through, of all instruments: where the count is another now, some minute is due again.
CREATE TABLE fine_hours (
  bucket  timestamptz PRIMARY KEY,
  trades  bigint NOT NULL
);
