-- What bounds the trades of a candle: a page of large trades passes over the minutes that hold none.
ALTER TABLE candles_1m ADD COLUMN IF NOT EXISTS max_quantity numeric;
--> statement-breakpoint
ALTER TABLE candles_1h ADD COLUMN IF NOT EXISTS max_quantity numeric;
--> statement-breakpoint
ALTER TABLE candles_1d ADD COLUMN IF NOT EXISTS max_quantity numeric;
--> statement-breakpoint
COMMENT ON COLUMN candles_1m.max_quantity IS 'the largest quantity of one trade; null in candles of before this column: not known';
--> statement-breakpoint
-- With the bucket alone the planner took it for one instrument's candles, too, and read every instrument's.
DROP INDEX candles_1m_bucket;
--> statement-breakpoint
CREATE INDEX candles_1m_bucket ON candles_1m (bucket, instrument_id);
--> statement-breakpoint
DROP INDEX candles_1h_bucket;
--> statement-breakpoint
CREATE INDEX candles_1h_bucket ON candles_1h (bucket, instrument_id);
