-- Minutes are written as they come, all instruments' between each other; of a day that is over they are laid together, too.
ALTER TABLE sorted_days ADD COLUMN candles_at timestamptz;
--> statement-breakpoint
COMMENT ON COLUMN sorted_days.candles_at IS 'when the day''s candles_1m were laid together by instrument; null: not yet';
