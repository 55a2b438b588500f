-- Instruments, positions with the ledger, trades, candles, sequences, dead letters, and what the workers tell of themselves.
-- Money is numeric without a scale: exact, and as long as the venue wrote it.

CREATE TABLE instruments (
  id               integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  exchange         text NOT NULL,
  market           text NOT NULL,
  symbol           text NOT NULL,
  canonical_symbol text NOT NULL,
  policy           text NOT NULL CHECK (policy IN ('contiguous', 'monotonic', 'none')),
  first_seen_at    timestamptz NOT NULL DEFAULT now(),
  UNIQUE (exchange, market, symbol)
);
--> statement-breakpoint
-- One row a topic partition: where ingest stands, and the account of every record before that.
CREATE TABLE partition_positions (
  id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic           text NOT NULL,
  partition       integer NOT NULL,
  first_offset    bigint NOT NULL,
  next_offset     bigint NOT NULL,
  consumed        bigint NOT NULL DEFAULT 0,
  decoded         bigint NOT NULL DEFAULT 0,
  ignored         bigint NOT NULL DEFAULT 0,
  dead_lettered   bigint NOT NULL DEFAULT 0,
  trades_decoded  bigint NOT NULL DEFAULT 0,
  stored          bigint NOT NULL DEFAULT 0,
  duplicates      bigint NOT NULL DEFAULT 0,
  conflicts       bigint NOT NULL DEFAULT 0,
  lost            bigint NOT NULL DEFAULT 0,
  decoder_state   jsonb,
  last_record_at  timestamptz,
  moved_at        timestamptz NOT NULL DEFAULT now(),
  moved_by        text,
  halted_at       timestamptz,
  halt_reason     text,
  UNIQUE (topic, partition)
);
--> statement-breakpoint
-- Offsets that Kafka deleted before they were read: shown, never silent.
CREATE TABLE lost_ranges (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id    integer NOT NULL REFERENCES partition_positions (id),
  from_offset  bigint NOT NULL,
  to_offset    bigint NOT NULL,
  cause        text NOT NULL,
  detected_at  timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE trades (
  time           timestamptz NOT NULL,
  source_offset  bigint NOT NULL,
  sequence       bigint,
  ingested_at    timestamptz NOT NULL,
  instrument_id  integer NOT NULL,
  source_id      integer NOT NULL,
  frame_index    smallint NOT NULL,
  side           smallint NOT NULL,
  price          numeric NOT NULL,
  quantity       numeric NOT NULL,
  trade_id       text COLLATE "C" NOT NULL
) PARTITION BY RANGE (time);
--> statement-breakpoint
COMMENT ON COLUMN trades.side IS 'taker side: 1 buy, 2 sell, 0 unknown';
--> statement-breakpoint
COMMENT ON COLUMN trades.trade_id IS 'the venue''s id; for a feed without ids @source:offset:index, never made from content';
--> statement-breakpoint
CREATE UNIQUE INDEX trades_identity ON trades (instrument_id, time, trade_id);
--> statement-breakpoint
-- What a day's partition is called and spans; ingest creates it before the rows need it.
CREATE FUNCTION k2_ensure_trades_day(day date) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  child text := 'trades_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(child) IS NOT NULL THEN
    RETURN child;
  END IF;
  -- Attached, not created in place: attaching does not lock readers and writers of the parent out.
  PERFORM pg_advisory_xact_lock(hashtext('k2_trades_day'));
  -- A query has a fresh snapshot; to_regclass may still answer from before the wait.
  IF NOT EXISTS (SELECT FROM pg_class WHERE relname = child
    AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'trades'::regclass)) THEN
    EXECUTE format('CREATE TABLE %I (LIKE trades INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child);
    EXECUTE format('CREATE UNIQUE INDEX %I ON %I (instrument_id, time, trade_id)', child || '_identity', child);
    EXECUTE format('ALTER TABLE trades ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', child,
      to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
  END IF;
  RETURN child;
END $$;
--> statement-breakpoint
CREATE TABLE candles_1m (
  instrument_id integer NOT NULL,
  bucket        timestamptz NOT NULL,
  open          numeric NOT NULL,
  high          numeric NOT NULL,
  low           numeric NOT NULL,
  close         numeric NOT NULL,
  volume        numeric NOT NULL,
  notional      numeric NOT NULL,
  buy_volume    numeric NOT NULL,
  sell_volume   numeric NOT NULL,
  trades        bigint NOT NULL,
  open_time     timestamptz NOT NULL,
  open_tie      bigint NOT NULL,
  close_time    timestamptz NOT NULL,
  close_tie     bigint NOT NULL,
  PRIMARY KEY (instrument_id, bucket)
);
--> statement-breakpoint
COMMENT ON COLUMN candles_1m.open_tie IS 'orders trades of one microsecond: the venue''s number, else offset * 65536 + frame index';
--> statement-breakpoint
CREATE TABLE candles_1h (LIKE candles_1m INCLUDING ALL);
--> statement-breakpoint
CREATE TABLE candles_1d (LIKE candles_1m INCLUDING ALL);
--> statement-breakpoint
CREATE INDEX candles_1m_bucket ON candles_1m (bucket);
--> statement-breakpoint
CREATE INDEX candles_1h_bucket ON candles_1h (bucket);
--> statement-breakpoint
-- The sum of everything ever stored for an instrument: it outlives retention.
CREATE TABLE instrument_ledger (
  instrument_id integer PRIMARY KEY REFERENCES instruments (id),
  stored        bigint NOT NULL DEFAULT 0,
  duplicates    bigint NOT NULL DEFAULT 0,
  conflicts     bigint NOT NULL DEFAULT 0,
  out_of_order  bigint NOT NULL DEFAULT 0,
  resets        bigint NOT NULL DEFAULT 0,
  quantity      numeric NOT NULL DEFAULT 0,
  notional      numeric NOT NULL DEFAULT 0,
  first_time    timestamptz,
  last_time     timestamptz
);
--> statement-breakpoint
-- Which numbers of an instrument were seen: everything from lowest to highest, less what its gaps miss.
-- A reset of the venue's numbers opens a new epoch.
CREATE TABLE sequence_positions (
  instrument_id integer NOT NULL REFERENCES instruments (id),
  epoch         integer NOT NULL,
  lowest        bigint NOT NULL,
  highest       bigint NOT NULL,
  lowest_time   timestamptz NOT NULL,
  highest_time  timestamptz NOT NULL,
  PRIMARY KEY (instrument_id, epoch)
);
--> statement-breakpoint
CREATE TABLE sequence_gaps (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  instrument_id  integer NOT NULL REFERENCES instruments (id),
  epoch          integer NOT NULL,
  from_sequence  bigint NOT NULL,
  to_sequence    bigint NOT NULL,
  missing        int8multirange NOT NULL,
  missing_count  numeric NOT NULL,
  time_before    timestamptz NOT NULL,
  time_after     timestamptz NOT NULL,
  cause          text NOT NULL DEFAULT 'unknown',
  state          text NOT NULL DEFAULT 'open'
                 CHECK (state IN ('open', 'explained', 'backfilling', 'filled', 'unrecoverable', 'acknowledged')),
  source_id      integer,
  source_offset  bigint,
  detected_at    timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  filled_at      timestamptz
);
--> statement-breakpoint
-- Ingest finds the gaps that a late number may fall into.
CREATE INDEX sequence_gaps_unfilled ON sequence_gaps (instrument_id, epoch, from_sequence) WHERE state <> 'filled';
--> statement-breakpoint
CREATE INDEX sequence_gaps_time ON sequence_gaps (instrument_id, time_before);
--> statement-breakpoint
CREATE INDEX sequence_gaps_detected ON sequence_gaps (detected_at DESC, id DESC);
--> statement-breakpoint
CREATE TABLE dead_letters (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic          text NOT NULL,
  partition      integer NOT NULL,
  source_offset  bigint NOT NULL,
  record_time    timestamptz,
  key            bytea,
  value          bytea,
  headers        jsonb NOT NULL DEFAULT '[]',
  stage          text NOT NULL,
  code           text NOT NULL,
  message        text NOT NULL,
  path           text,
  bad_value      text,
  decoder        text NOT NULL,
  fingerprint    text NOT NULL,
  build          text NOT NULL,
  exchange       text,
  market         text,
  symbol         text,
  instrument_id  integer,
  sequence       bigint,
  state          text NOT NULL DEFAULT 'failed'
                 CHECK (state IN ('failed', 'replaying', 'replayed', 'resolved', 'discarded')),
  attempts       integer NOT NULL DEFAULT 1,
  published_at   timestamptz,
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now(),
  UNIQUE (topic, partition, source_offset)
);
--> statement-breakpoint
COMMENT ON COLUMN dead_letters.headers IS 'as they came: [[name, base64 of the bytes], …]';
--> statement-breakpoint
CREATE INDEX dead_letters_fingerprint ON dead_letters (fingerprint, id DESC);
--> statement-breakpoint
CREATE INDEX dead_letters_instrument ON dead_letters (instrument_id, sequence) WHERE sequence IS NOT NULL;
--> statement-breakpoint
CREATE INDEX dead_letters_outbox ON dead_letters (id) WHERE published_at IS NULL;
--> statement-breakpoint
-- Log-bucket counts: percentiles of any span merge exactly.
CREATE TABLE latency_1m (
  minute        timestamptz NOT NULL,
  stage         text NOT NULL,
  instrument_id integer NOT NULL,
  bucket        smallint NOT NULL,
  count         bigint NOT NULL,
  PRIMARY KEY (minute, stage, instrument_id, bucket)
);
--> statement-breakpoint
CREATE TABLE worker_heartbeats (
  worker_id   text PRIMARY KEY,
  roles       text[] NOT NULL,
  host        text NOT NULL,
  pid         integer NOT NULL,
  build       text NOT NULL,
  started_at  timestamptz NOT NULL,
  beat_at     timestamptz NOT NULL,
  stopped_at  timestamptz,
  memory_bytes bigint NOT NULL DEFAULT 0,
  detail      jsonb NOT NULL DEFAULT '{}'
);
--> statement-breakpoint
CREATE TABLE feed_connections (
  exchange         text PRIMARY KEY,
  worker_id        text NOT NULL,
  state            text NOT NULL,
  connected_at     timestamptz,
  last_message_at  timestamptz,
  reconnects       bigint NOT NULL DEFAULT 0,
  frames           bigint NOT NULL DEFAULT 0,
  reason           text,
  updated_at       timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- Each loss of a feed's socket: what explains the gaps of its instruments.
CREATE TABLE feed_outages (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  exchange         text NOT NULL,
  disconnected_at  timestamptz NOT NULL,
  reconnected_at   timestamptz,
  reason           text NOT NULL
);
--> statement-breakpoint
CREATE INDEX feed_outages_time ON feed_outages (exchange, disconnected_at);
--> statement-breakpoint
CREATE TABLE lag_samples (
  sampled_at   timestamptz NOT NULL,
  topic        text NOT NULL,
  partition    integer NOT NULL,
  low_offset   bigint NOT NULL,
  end_offset   bigint NOT NULL,
  next_offset  bigint NOT NULL,
  PRIMARY KEY (topic, partition, sampled_at)
);
--> statement-breakpoint
CREATE INDEX lag_samples_time ON lag_samples (sampled_at);
--> statement-breakpoint
CREATE TABLE alerts (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind             text NOT NULL,
  subject          text NOT NULL,
  severity         text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  message          text NOT NULL,
  evidence         jsonb NOT NULL DEFAULT '{}',
  opened_at        timestamptz NOT NULL DEFAULT now(),
  last_seen_at     timestamptz NOT NULL DEFAULT now(),
  closed_at        timestamptz,
  acknowledged_at  timestamptz,
  acknowledged_by  text,
  silenced_until   timestamptz,
  note             text
);
--> statement-breakpoint
CREATE UNIQUE INDEX alerts_open ON alerts (kind, subject) WHERE closed_at IS NULL;
--> statement-breakpoint
CREATE TABLE audit_log (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       timestamptz NOT NULL DEFAULT now(),
  actor    text NOT NULL,
  action   text NOT NULL,
  subject  text NOT NULL,
  reason   text,
  origin   text NOT NULL,
  outcome  text NOT NULL,
  detail   jsonb NOT NULL DEFAULT '{}'
);
--> statement-breakpoint
CREATE INDEX audit_log_at ON audit_log (at DESC, id DESC);
--> statement-breakpoint
CREATE FUNCTION k2_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION k2_append_only();
