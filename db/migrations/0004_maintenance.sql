-- Days that retention took and what they held; who maintains; Kafka as last seen; latencies; whom alerts told.

-- The ledger counts what was ever stored: what a dropped day held is kept here, in the same transaction.
CREATE TABLE retired_trades (
  source_id     integer NOT NULL,
  instrument_id integer NOT NULL,
  trades        bigint NOT NULL,
  quantity      numeric NOT NULL,
  notional      numeric NOT NULL,
  PRIMARY KEY (source_id, instrument_id)
);
--> statement-breakpoint
CREATE TABLE retired_days (
  day         date PRIMARY KEY,
  trades      bigint NOT NULL,
  bytes       bigint NOT NULL,
  retired_at  timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
COMMENT ON TABLE retired_days IS 'UTC days whose trades were dropped; their candles stay';
--> statement-breakpoint
-- One row a task: any number of maintainers share it, and whoever claims its turn does it.
CREATE TABLE maintenance_runs (
  task       text PRIMARY KEY,
  worker_id  text NOT NULL,
  ran_at     timestamptz NOT NULL,
  done_at    timestamptz,
  took_ms    integer,
  error      text,
  error_at   timestamptz,
  detail     jsonb NOT NULL DEFAULT '{}'
);
--> statement-breakpoint
-- Kafka as a maintainer last saw it; the console has no Kafka client.
CREATE TABLE kafka_state (
  id          smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  asked_at    timestamptz NOT NULL,
  reached_at  timestamptz,
  away_since  timestamptz,
  error       text,
  state       jsonb NOT NULL DEFAULT '{}'
);
--> statement-breakpoint
COMMENT ON COLUMN kafka_state.state IS 'brokers, topics and the members of the consumer group, as of reached_at';
--> statement-breakpoint
-- A worker writes its whole histogram of a minute each time: written twice it is still counted once.
DROP TABLE latency_1m;
--> statement-breakpoint
CREATE TABLE latency_1m (
  minute        timestamptz NOT NULL,
  stage         text NOT NULL,
  instrument_id integer NOT NULL,
  worker_id     text NOT NULL,
  buckets       smallint[] NOT NULL,
  counts        bigint[] NOT NULL,
  PRIMARY KEY (minute, stage, instrument_id, worker_id)
);
--> statement-breakpoint
COMMENT ON TABLE latency_1m IS 'counts in log-spaced buckets (domain/latency/buckets.ts), by the minute of the commit; percentiles of any span merge exactly';
--> statement-breakpoint
CREATE TABLE latency_1h (LIKE latency_1m INCLUDING ALL);
--> statement-breakpoint
ALTER TABLE latency_1h RENAME COLUMN minute TO hour;
--> statement-breakpoint
ALTER TABLE alerts
  ADD COLUMN silenced_by text,
  ADD COLUMN silence_reason text;
--> statement-breakpoint
CREATE INDEX alerts_closed ON alerts (closed_at DESC) WHERE closed_at IS NOT NULL;
--> statement-breakpoint
-- What is to be told to the webhook; written in the transaction that opens or closes the alert.
CREATE TABLE alert_notifications (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id    bigint NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  event       text NOT NULL CHECK (event IN ('opened', 'resolved')),
  payload     jsonb NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  attempts    integer NOT NULL DEFAULT 0,
  next_at     timestamptz NOT NULL DEFAULT now(),
  sent_at     timestamptz,
  given_up_at timestamptz,
  last_error  text
);
--> statement-breakpoint
CREATE INDEX alert_notifications_due ON alert_notifications (next_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
--> statement-breakpoint
CREATE INDEX alert_notifications_alert ON alert_notifications (alert_id);
--> statement-breakpoint
-- Where TimescaleDB is loaded, trades are a hypertable with a chunk a UTC day, compressed when a week old. A table with
-- trades in it is left as it is.
DO $timescale$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    -- Not preloaded, the extension ends the connection; so only where it is.
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
      OR current_setting('shared_preload_libraries', true) NOT LIKE '%timescaledb%' THEN
      RETURN;
    END IF;
    BEGIN
      CREATE EXTENSION timescaledb;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE NOTICE 'timescaledb is there, and this role may not create it: trades stay partitioned by day';
      RETURN;
    END;
  END IF;
  IF EXISTS (SELECT FROM trades) THEN
    RAISE NOTICE 'trades are stored already: they stay partitioned by day';
    RETURN;
  END IF;
  CREATE TABLE trades_hyper (LIKE trades INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS);
  DROP TABLE trades;
  ALTER TABLE trades_hyper RENAME TO trades;
  PERFORM create_hypertable('trades', 'time', chunk_time_interval => interval '1 day', create_default_indexes => false);
  CREATE UNIQUE INDEX trades_identity ON trades (instrument_id, time, trade_id);
  ALTER TABLE trades SET (timescaledb.compress, timescaledb.compress_segmentby = 'instrument_id',
    timescaledb.compress_orderby = 'time DESC, trade_id');
  PERFORM add_compression_policy('trades', interval '7 days');
  -- Chunks come by themselves.
  CREATE OR REPLACE FUNCTION k2_ensure_trades_day(day date) RETURNS text LANGUAGE sql AS $f$ SELECT 'trades'::text $f$;
END $timescale$;
