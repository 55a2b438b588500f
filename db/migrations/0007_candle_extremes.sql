-- What bounds the trades of a candle: a page of large trades passes over the minutes that hold none.
ALTER TABLE candles_1m ADD COLUMN IF NOT EXISTS max_quantity numeric;
--> statement-breakpoint
ALTER TABLE candles_1h ADD COLUMN IF NOT EXISTS max_quantity numeric;
--> statement-breakpoint
ALTER TABLE candles_1d ADD COLUMN IF NOT EXISTS max_quantity numeric;
--> statement-breakpoint
COMMENT ON COLUMN candles_1m.max_quantity IS 'the largest quantity of one trade; null in candles of before this column: not known';
