-- Days of trades whose rows lie sorted by instrument and time. A day that is made anew is another table, and is sorted again.
CREATE TABLE sorted_days (
  day       date PRIMARY KEY,
  relation  oid NOT NULL,
  trades    bigint NOT NULL,
  sorted_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
COMMENT ON COLUMN sorted_days.trades IS 'rows when it was sorted; late ones are added unsorted';
