-- What is missing, why, and the jobs that fetch it: causes and history of gaps, their counts kept ready, backfill jobs.

-- Seconds since the epoch do not depend on the session's zone, which is all that makes extract() stable.
CREATE FUNCTION k2_epoch(at timestamptz) RETURNS float8
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT extract(epoch FROM at)::float8 $$;
--> statement-breakpoint
-- Instrument and seconds in one range, so that one GiST index finds the gaps of an instrument that touch a time.
CREATE FUNCTION k2_gap_span(instrument integer, a timestamptz, b timestamptz) RETURNS int8range
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT int8range((instrument::int8 << 34) + floor(k2_epoch(least(a, b)))::int8,
    (instrument::int8 << 34) + floor(k2_epoch(greatest(a, b)))::int8 + 1) $$;
--> statement-breakpoint
-- How many numbers a set holds.
CREATE FUNCTION k2_count(numbers int8multirange) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(sum(upper(r)::numeric - lower(r)), 0) FROM unnest(numbers) r $$;
--> statement-breakpoint
ALTER TABLE sequence_gaps
  ADD COLUMN exchange text NOT NULL DEFAULT '',
  ADD COLUMN evidence jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN examine_at timestamptz DEFAULT now(),
  ADD COLUMN examined smallint NOT NULL DEFAULT 0,
  ADD COLUMN omitted int8multirange NOT NULL DEFAULT '{}',
  ADD COLUMN expired int8multirange NOT NULL DEFAULT '{}',
  ADD COLUMN acknowledged_by text,
  ADD COLUMN acknowledged_reason text,
  ADD COLUMN acknowledged_at timestamptz,
  ADD COLUMN acknowledged_until timestamptz,
  ADD COLUMN backfill_job_id bigint,
  ADD COLUMN backfill_tries smallint NOT NULL DEFAULT 0,
  ADD COLUMN backfill_tried_at timestamptz,
  ADD COLUMN span int8range GENERATED ALWAYS AS (k2_gap_span(instrument_id, time_before, time_after)) STORED,
  ADD COLUMN crosses_hour boolean GENERATED ALWAYS AS
    (floor(k2_epoch(time_before) / 3600) <> floor(k2_epoch(time_after) / 3600)) STORED;
--> statement-breakpoint
COMMENT ON COLUMN sequence_gaps.examine_at IS 'when the explain step looks at it next; null = no more';
--> statement-breakpoint
COMMENT ON COLUMN sequence_gaps.omitted IS 'numbers that the venue left out of answers that had their neighbours on both sides';
--> statement-breakpoint
COMMENT ON COLUMN sequence_gaps.expired IS 'numbers older than all that the venue still serves';
--> statement-breakpoint
DROP INDEX sequence_gaps_time;
--> statement-breakpoint
DROP INDEX sequence_gaps_detected;
--> statement-breakpoint
CREATE INDEX sequence_gaps_span ON sequence_gaps USING gist (span);
--> statement-breakpoint
-- The few gaps that reach over a full hour cannot be counted into one bucket ahead of time.
CREATE INDEX sequence_gaps_crossing ON sequence_gaps USING gist (tstzrange(least(time_before, time_after), greatest(time_before, time_after), '[]'))
  WHERE crosses_hour AND state <> 'filled';
--> statement-breakpoint
CREATE INDEX sequence_gaps_inside ON sequence_gaps (time_before) WHERE NOT crosses_hour AND state <> 'filled';
--> statement-breakpoint
CREATE INDEX sequence_gaps_examine ON sequence_gaps (examine_at) WHERE examine_at IS NOT NULL AND state = 'open';
--> statement-breakpoint
CREATE INDEX sequence_gaps_until ON sequence_gaps (acknowledged_until) WHERE state = 'acknowledged';
--> statement-breakpoint
CREATE INDEX sequence_gaps_job ON sequence_gaps (backfill_job_id) WHERE backfill_job_id IS NOT NULL;
--> statement-breakpoint
-- A page of the ledger reads one of these from its head for each (state, cause) that exists.
CREATE INDEX sequence_gaps_new ON sequence_gaps (state, cause, time_before DESC, id DESC);
--> statement-breakpoint
CREATE INDEX sequence_gaps_new_exchange ON sequence_gaps (exchange, state, cause, time_before DESC, id DESC);
--> statement-breakpoint
CREATE INDEX sequence_gaps_new_instrument ON sequence_gaps (instrument_id, state, cause, time_before DESC, id DESC);
--> statement-breakpoint
CREATE INDEX sequence_gaps_large ON sequence_gaps (state, cause, missing_count DESC, time_before DESC, id DESC);
--> statement-breakpoint
CREATE INDEX sequence_gaps_large_exchange ON sequence_gaps (exchange, state, cause, missing_count DESC, time_before DESC, id DESC);
--> statement-breakpoint
CREATE INDEX sequence_gaps_large_instrument ON sequence_gaps (instrument_id, state, cause, missing_count DESC, time_before DESC, id DESC);
--> statement-breakpoint
-- Since when an instrument waits for somebody.
CREATE INDEX sequence_gaps_waiting ON sequence_gaps (instrument_id, detected_at)
  WHERE state IN ('open', 'explained', 'backfilling');
--> statement-breakpoint
-- How many gaps and missing numbers, by instrument, state and cause: what a count over the gaps themselves would say.
CREATE TABLE gap_counts (
  instrument_id integer NOT NULL REFERENCES instruments (id),
  state         text NOT NULL,
  cause         text NOT NULL,
  gaps          bigint NOT NULL,
  missing       numeric NOT NULL,
  PRIMARY KEY (instrument_id, state, cause)
);
--> statement-breakpoint
-- Missing numbers of the gaps that lie wholly within an hour (1h) or a day (1d), by the bucket that they lie in.
CREATE TABLE gap_buckets (
  grain         text NOT NULL CHECK (grain IN ('1h', '1d')),
  bucket        timestamptz NOT NULL,
  instrument_id integer NOT NULL REFERENCES instruments (id),
  gaps          bigint NOT NULL,
  missing       numeric NOT NULL,
  PRIMARY KEY (grain, bucket, instrument_id)
);
--> statement-breakpoint
-- Every change of a gap, by whom and why; written by the trigger below, so that no change goes without.
CREATE TABLE gap_events (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  gap_id         bigint NOT NULL,
  at             timestamptz NOT NULL DEFAULT now(),
  from_state     text,
  to_state       text NOT NULL,
  cause          text NOT NULL,
  missing_before numeric,
  missing_after  numeric NOT NULL,
  job_id         bigint,
  actor          text NOT NULL,
  reason         text
);
--> statement-breakpoint
CREATE INDEX gap_events_gap ON gap_events (gap_id, id);
--> statement-breakpoint
CREATE TRIGGER gap_events_append_only BEFORE UPDATE OR DELETE ON gap_events
  FOR EACH ROW EXECUTE FUNCTION k2_append_only();
--> statement-breakpoint
CREATE FUNCTION k2_gap_exchange() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT exchange INTO NEW.exchange FROM instruments WHERE id = NEW.instrument_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER sequence_gaps_exchange BEFORE INSERT ON sequence_gaps
  FOR EACH ROW EXECUTE FUNCTION k2_gap_exchange();
--> statement-breakpoint
CREATE TYPE k2_gap_part AS (
  sign integer, instrument_id integer, state text, cause text, missing numeric, time_before timestamptz, time_after timestamptz
);
--> statement-breakpoint
-- Adds gaps to the counts, or takes them out. Whoever changes gaps holds their instruments' rows of instrument_ledger,
-- so two that add to the same count take turns; the order by keeps others from a deadlock.
CREATE FUNCTION k2_count_gaps(parts k2_gap_part[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO gap_counts AS c (instrument_id, state, cause, gaps, missing)
  SELECT instrument_id, state, cause, sum(sign), sum(sign * missing) FROM unnest(parts)
  GROUP BY 1, 2, 3 HAVING sum(sign) <> 0 OR sum(sign * missing) <> 0 ORDER BY 1, 2, 3
  ON CONFLICT (instrument_id, state, cause) DO UPDATE SET
    gaps = c.gaps + excluded.gaps, missing = c.missing + excluded.missing;
  INSERT INTO gap_buckets AS b (grain, bucket, instrument_id, gaps, missing)
  SELECT grain, date_trunc(unit, time_before, 'UTC'), instrument_id, sum(sign), sum(sign * missing)
  FROM unnest(parts), (VALUES ('1h', 'hour', 3600), ('1d', 'day', 86400)) AS g (grain, unit, seconds)
  WHERE state <> 'filled' AND floor(k2_epoch(time_before) / seconds) = floor(k2_epoch(time_after) / seconds)
  GROUP BY 1, 2, 3 HAVING sum(sign) <> 0 OR sum(sign * missing) <> 0 ORDER BY 1, 2, 3
  ON CONFLICT (grain, bucket, instrument_id) DO UPDATE SET
    gaps = b.gaps + excluded.gaps, missing = b.missing + excluded.missing;
$$;
--> statement-breakpoint
CREATE FUNCTION k2_gaps_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who text := coalesce(nullif(current_setting('k2.actor', true), ''), 'ingest');
  why text := nullif(current_setting('k2.reason', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM k2_count_gaps(array_agg((1, instrument_id, state, cause, missing_count, time_before, time_after)::k2_gap_part))
    FROM new_gaps;
    INSERT INTO gap_events (gap_id, to_state, cause, missing_after, actor, reason)
    SELECT id, state, cause, missing_count, who, why FROM new_gaps WHERE state <> 'open' OR cause <> 'unknown';
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM k2_count_gaps(array_agg(part)) FROM (
      SELECT (1, instrument_id, state, cause, missing_count, time_before, time_after)::k2_gap_part AS part FROM new_gaps
      UNION ALL
      SELECT (-1, instrument_id, state, cause, missing_count, time_before, time_after)::k2_gap_part FROM old_gaps
    ) changed;
    INSERT INTO gap_events (gap_id, from_state, to_state, cause, missing_before, missing_after, job_id, actor, reason)
    SELECT n.id, o.state, n.state, n.cause, o.missing_count, n.missing_count,
      CASE WHEN 'backfilling' IN (n.state, o.state) THEN n.backfill_job_id END, who, why
    FROM new_gaps n JOIN old_gaps o USING (id)
    WHERE (n.state, n.cause, n.missing_count) IS DISTINCT FROM (o.state, o.cause, o.missing_count)
    ORDER BY n.id;
  ELSE
    PERFORM k2_count_gaps(array_agg((-1, instrument_id, state, cause, missing_count, time_before, time_after)::k2_gap_part))
    FROM old_gaps;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
SELECT k2_count_gaps(array_agg((1, instrument_id, state, cause, missing_count, time_before, time_after)::k2_gap_part))
FROM sequence_gaps;
--> statement-breakpoint
UPDATE sequence_gaps g SET exchange = i.exchange FROM instruments i WHERE i.id = g.instrument_id;
--> statement-breakpoint
CREATE TRIGGER sequence_gaps_inserted AFTER INSERT ON sequence_gaps
  REFERENCING NEW TABLE AS new_gaps FOR EACH STATEMENT EXECUTE FUNCTION k2_gaps_changed();
--> statement-breakpoint
CREATE TRIGGER sequence_gaps_updated AFTER UPDATE ON sequence_gaps
  REFERENCING OLD TABLE AS old_gaps NEW TABLE AS new_gaps FOR EACH STATEMENT EXECUTE FUNCTION k2_gaps_changed();
--> statement-breakpoint
CREATE TRIGGER sequence_gaps_deleted AFTER DELETE ON sequence_gaps
  REFERENCING OLD TABLE AS old_gaps FOR EACH STATEMENT EXECUTE FUNCTION k2_gaps_changed();
--> statement-breakpoint
CREATE TABLE backfill_jobs (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  exchange     text NOT NULL,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  phase        text NOT NULL DEFAULT 'fetching' CHECK (phase IN ('fetching', 'settling', 'ended')),
  created_at   timestamptz NOT NULL DEFAULT now(),
  created_by   text NOT NULL,
  reason       text NOT NULL,
  plan         jsonb NOT NULL,
  gaps         bigint NOT NULL,
  asked        numeric NOT NULL,
  received     bigint NOT NULL DEFAULT 0,
  calls        bigint NOT NULL DEFAULT 0,
  weight       bigint NOT NULL DEFAULT 0,
  retries      bigint NOT NULL DEFAULT 0,
  published_to jsonb NOT NULL DEFAULT '{}',
  waits_for    text,
  not_before   timestamptz,
  cancel_by    text,
  lease_owner  text,
  lease_until  timestamptz,
  lease_token  bigint NOT NULL DEFAULT 0,
  started_at   timestamptz,
  ended_at     timestamptz,
  receipt      jsonb,
  error        text
);
--> statement-breakpoint
COMMENT ON COLUMN backfill_jobs.published_to IS 'topic → partition → the offset after the last record published there';
--> statement-breakpoint
-- A venue's limit is per address: one job an exchange at a time.
CREATE UNIQUE INDEX backfill_jobs_running ON backfill_jobs (exchange) WHERE state = 'running';
--> statement-breakpoint
CREATE INDEX backfill_jobs_unended ON backfill_jobs (id) WHERE state IN ('waiting', 'running');
--> statement-breakpoint
CREATE TABLE backfill_items (
  job_id         bigint NOT NULL REFERENCES backfill_jobs (id),
  position       integer NOT NULL,
  stretch        integer NOT NULL,
  gap_id         bigint NOT NULL REFERENCES sequence_gaps (id),
  instrument_id  integer NOT NULL REFERENCES instruments (id),
  topic          text NOT NULL,
  time_before    timestamptz NOT NULL,
  time_after     timestamptz NOT NULL,
  asked          int8multirange NOT NULL,
  remaining      int8multirange NOT NULL,
  omitted        int8multirange NOT NULL DEFAULT '{}',
  expired        int8multirange NOT NULL DEFAULT '{}',
  done_at        timestamptz,
  note           text,
  PRIMARY KEY (job_id, position)
);
--> statement-breakpoint
CREATE INDEX backfill_items_gap ON backfill_items (gap_id);
--> statement-breakpoint
-- Each row that the venue gave and that was published: what the receipt's hash is made of.
CREATE TABLE backfill_rows (
  job_id        bigint NOT NULL REFERENCES backfill_jobs (id),
  instrument_id integer NOT NULL,
  sequence      bigint NOT NULL,
  frame         text NOT NULL,
  PRIMARY KEY (job_id, instrument_id, sequence)
);
--> statement-breakpoint
-- The minutes that a job's gaps touch, as they were before it and as they are after it.
CREATE TABLE backfill_candles (
  job_id        bigint NOT NULL REFERENCES backfill_jobs (id),
  instrument_id integer NOT NULL,
  bucket        timestamptz NOT NULL,
  before        jsonb,
  after         jsonb,
  PRIMARY KEY (job_id, instrument_id, bucket)
);
--> statement-breakpoint
COMMENT ON COLUMN backfill_candles.before IS '[open, high, low, close, volume, trades], decimals as text; null where there was no candle';
--> statement-breakpoint
CREATE INDEX backfill_candles_bucket ON backfill_candles (instrument_id, bucket, job_id DESC);
--> statement-breakpoint
-- How much of an exchange's gaps is fetched without being asked.
CREATE TABLE gap_policies (
  exchange            text PRIMARY KEY,
  auto_backfill_up_to bigint NOT NULL DEFAULT 0 CHECK (auto_backfill_up_to >= 0),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  updated_by          text NOT NULL
);
