-- Frames that the console asks Kafka for: it has no Kafka client, a maintainer answers. And where a backfill's row went.
CREATE UNLOGGED TABLE frame_requests (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic         text NOT NULL,
  partition     integer NOT NULL,
  source_offset bigint NOT NULL,
  asked_at      timestamptz NOT NULL DEFAULT now(),
  taken_at      timestamptz,
  answered_at   timestamptz,
  outcome       text CHECK (outcome IN ('found', 'gone', 'failed')),
  error         text,
  key           bytea,
  value         bytea,
  headers       jsonb NOT NULL DEFAULT '[]',
  record_time   timestamptz,
  low_offset    bigint,
  end_offset    bigint
);
--> statement-breakpoint
COMMENT ON TABLE frame_requests IS 'questions of the last minutes: what Kafka holds is not kept here';
--> statement-breakpoint
CREATE INDEX frame_requests_waiting ON frame_requests (id) WHERE taken_at IS NULL;
--> statement-breakpoint
CREATE INDEX frame_requests_record ON frame_requests (topic, partition, source_offset);
--> statement-breakpoint
CREATE INDEX backfill_rows_number ON backfill_rows (instrument_id, sequence);
