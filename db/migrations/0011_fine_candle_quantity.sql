-- The largest trade of each candle below a minute: a page of large trades is led to their seconds. What is kept is a copy, which
-- maintenance makes anew.
TRUNCATE fine_candles, fine_hours;
--> statement-breakpoint
ALTER TABLE fine_candles ADD COLUMN max_quantity numeric NOT NULL;
