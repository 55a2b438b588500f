-- Dead letters that others report, edits, attempts, counts that stay fast at millions; replay jobs; the flood's pass.

ALTER TABLE partition_positions ADD COLUMN flood_pass boolean NOT NULL DEFAULT false;
--> statement-breakpoint
COMMENT ON COLUMN partition_positions.flood_pass IS
  'a person lets the flood that halted the partition go to dead_letters; ends with that flood';
--> statement-breakpoint
ALTER TABLE dead_letters
  ADD COLUMN reporter text NOT NULL DEFAULT 'ingest'
    CHECK (reporter IN ('ingest', 'connect', 'spring', 'k2', 'unknown')),
  ADD COLUMN dlq_topic text,
  ADD COLUMN dlq_partition integer,
  ADD COLUMN dlq_offset bigint,
  ADD COLUMN job_id bigint,
  ADD COLUMN edit_id bigint,
  ADD COLUMN note text,
  ALTER COLUMN partition DROP NOT NULL,
  ALTER COLUMN source_offset DROP NOT NULL,
  DROP CONSTRAINT dead_letters_topic_partition_source_offset_key;
--> statement-breakpoint
COMMENT ON COLUMN dead_letters.partition IS 'null where a foreign report does not name it';
--> statement-breakpoint
COMMENT ON COLUMN dead_letters.job_id IS 'the job that holds the letter, while it is replaying or replayed';
--> statement-breakpoint
COMMENT ON COLUMN dead_letters.edit_id IS 'the edit that a replay would send in place of the value';
--> statement-breakpoint
-- A record has one letter of ours; that others report the same record does not stop ours.
CREATE UNIQUE INDEX dead_letters_record ON dead_letters (topic, partition, source_offset) WHERE reporter = 'ingest';
--> statement-breakpoint
CREATE UNIQUE INDEX dead_letters_foreign ON dead_letters (dlq_topic, dlq_partition, dlq_offset)
  WHERE dlq_topic IS NOT NULL;
--> statement-breakpoint
-- Lists are ordered by time: each filter narrows by its own index and reads on in that order.
CREATE INDEX dead_letters_time ON dead_letters (created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX dead_letters_state ON dead_letters (state, created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX dead_letters_code ON dead_letters (code, created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX dead_letters_topic ON dead_letters (topic, partition, created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX dead_letters_symbol ON dead_letters (exchange, symbol, created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX dead_letters_retried ON dead_letters (created_at DESC, id DESC) WHERE attempts > 1;
--> statement-breakpoint
DROP INDEX dead_letters_fingerprint;
--> statement-breakpoint
CREATE INDEX dead_letters_fingerprint ON dead_letters (fingerprint, state, created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX dead_letters_cause ON dead_letters (fingerprint, created_at DESC, id DESC);
--> statement-breakpoint
-- Which instruments a group touches is found by skipping from one to the next.
CREATE INDEX dead_letters_touched ON dead_letters (fingerprint, exchange, symbol) WHERE state = 'failed';
--> statement-breakpoint
CREATE INDEX dead_letters_held ON dead_letters (job_id) WHERE job_id IS NOT NULL;
--> statement-breakpoint
-- How many letters of a cause are in each state, an hour and a partition: a partition has one writer, so that
-- workers do not wait for one another. A trigger keeps it, whoever changes letters.
CREATE TABLE dead_letter_tallies (
  fingerprint text NOT NULL,
  topic       text NOT NULL,
  partition   integer NOT NULL,
  hour        timestamptz NOT NULL,
  created     bigint NOT NULL,
  failed      bigint NOT NULL,
  replaying   bigint NOT NULL,
  resolved    bigint NOT NULL,
  discarded   bigint NOT NULL,
  first_at    timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  last_id     bigint NOT NULL,
  PRIMARY KEY (fingerprint, topic, partition, hour)
);
--> statement-breakpoint
COMMENT ON COLUMN dead_letter_tallies.created IS 'letters whose newest error is of this cause, in any state';
--> statement-breakpoint
CREATE FUNCTION k2_tally_dead_letters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, * FROM added'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, * FROM removed'
    ELSE 'SELECT 1 AS sign, a.* FROM added a JOIN removed r USING (id)
            WHERE (a.state, a.fingerprint) IS DISTINCT FROM (r.state, r.fingerprint)
          UNION ALL SELECT -1, r.* FROM removed r JOIN added a USING (id)
            WHERE (a.state, a.fingerprint) IS DISTINCT FROM (r.state, r.fingerprint)'
  END;
BEGIN
  EXECUTE format($q$
    INSERT INTO dead_letter_tallies AS t (fingerprint, topic, partition, hour, created, failed, replaying, resolved,
      discarded, first_at, last_at, last_id)
    SELECT fingerprint, topic, coalesce(partition, -1), date_trunc('hour', created_at, 'UTC'),
      coalesce(sum(sign), 0),
      coalesce(sum(sign) FILTER (WHERE state = 'failed'), 0),
      coalesce(sum(sign) FILTER (WHERE state IN ('replaying', 'replayed')), 0),
      coalesce(sum(sign) FILTER (WHERE state = 'resolved'), 0),
      coalesce(sum(sign) FILTER (WHERE state = 'discarded'), 0),
      min(created_at), max(created_at), max(id)
    FROM (%s) c
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2, 3, 4
    ON CONFLICT (fingerprint, topic, partition, hour) DO UPDATE SET
      created = t.created + excluded.created,
      failed = t.failed + excluded.failed,
      replaying = t.replaying + excluded.replaying,
      resolved = t.resolved + excluded.resolved,
      discarded = t.discarded + excluded.discarded,
      first_at = least(t.first_at, excluded.first_at),
      last_at = greatest(t.last_at, excluded.last_at),
      last_id = greatest(t.last_id, excluded.last_id)
  $q$, changes);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER dead_letters_tally_insert AFTER INSERT ON dead_letters
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION k2_tally_dead_letters();
--> statement-breakpoint
CREATE TRIGGER dead_letters_tally_update AFTER UPDATE ON dead_letters
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION k2_tally_dead_letters();
--> statement-breakpoint
CREATE TRIGGER dead_letters_tally_delete AFTER DELETE ON dead_letters
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION k2_tally_dead_letters();
--> statement-breakpoint
-- What became of a letter each time; the first row is what brought it here, kept when a second try settles.
CREATE TABLE dead_letter_attempts (
  letter_id      bigint NOT NULL REFERENCES dead_letters (id) ON DELETE CASCADE,
  attempt        integer NOT NULL,
  at             timestamptz NOT NULL DEFAULT now(),
  job_id         bigint,
  outcome        text NOT NULL CHECK (outcome IN ('failed', 'stored', 'duplicate', 'ignored')),
  partition      integer,
  source_offset  bigint,
  stored         integer NOT NULL DEFAULT 0,
  duplicates     integer NOT NULL DEFAULT 0,
  filled_gaps    bigint[] NOT NULL DEFAULT '{}',
  stage          text,
  code           text,
  message        text,
  path           text,
  bad_value      text,
  decoder        text,
  fingerprint    text,
  build          text NOT NULL,
  PRIMARY KEY (letter_id, attempt)
);
--> statement-breakpoint
-- A value to send in place of the letter's own, which never changes.
CREATE TABLE dead_letter_edits (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  letter_id     bigint NOT NULL REFERENCES dead_letters (id) ON DELETE CASCADE,
  value         bytea NOT NULL,
  author        text NOT NULL,
  reason        text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  withdrawn_at  timestamptz,
  withdrawn_by  text
);
--> statement-breakpoint
CREATE INDEX dead_letter_edits_letter ON dead_letter_edits (letter_id, id DESC);
--> statement-breakpoint
-- A plan, and the job that it becomes.
CREATE TABLE replay_jobs (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token           text NOT NULL UNIQUE,
  state           text NOT NULL DEFAULT 'requested'
                  CHECK (state IN ('requested', 'planned', 'queued', 'running', 'paused', 'done', 'cancelled', 'refused')),
  asked           text CHECK (asked IN ('pause', 'cancel')),
  selection       jsonb NOT NULL,
  last_letter_id  bigint NOT NULL,
  selection_hash  text,
  patch           text,
  rate            integer NOT NULL CHECK (rate BETWEEN 1 AND 100000),
  canary          integer NOT NULL CHECK (canary >= 0),
  canary_passed   boolean NOT NULL DEFAULT false,
  force           boolean NOT NULL DEFAULT false,
  reason          text NOT NULL,
  created_by      text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  build           text,
  letters         bigint,
  proved          bigint NOT NULL DEFAULT 0,
  proved_at       timestamptz,
  plan            jsonb,
  started_at      timestamptz,
  started_by      text,
  finished_at     timestamptz,
  progress        jsonb,
  paused_for      text CHECK (paused_for IN ('person', 'canary', 'build')),
  note            text,
  lease_owner     text,
  lease_until     timestamptz,
  updated_at      timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX replay_jobs_open ON replay_jobs (id) WHERE state IN ('requested', 'queued', 'running', 'paused');
--> statement-breakpoint
COMMENT ON COLUMN replay_jobs.canary_passed IS 'the first letters came out as proved, or a person went on regardless';
--> statement-breakpoint
COMMENT ON COLUMN replay_jobs.token IS 'random; replayed records carry it, so that another system''s records settle nothing here';
--> statement-breakpoint
COMMENT ON COLUMN replay_jobs.last_letter_id IS 'letters that come after the plan was asked for do not belong to it';
--> statement-breakpoint
COMMENT ON COLUMN replay_jobs.asked IS 'what a person wants of the running job; a worker carries it out';
--> statement-breakpoint
CREATE TABLE replay_items (
  job_id          bigint NOT NULL REFERENCES replay_jobs (id) ON DELETE CASCADE,
  letter_id       bigint NOT NULL REFERENCES dead_letters (id) ON DELETE CASCADE,
  state           text NOT NULL DEFAULT 'planned'
                  CHECK (state IN ('planned', 'held', 'sending', 'sent', 'settled', 'skipped', 'cancelled')),
  attempt         integer NOT NULL,
  edit_id         bigint,
  value           bytea,
  verdict         text CHECK (verdict IN ('store', 'duplicate', 'ignored', 'fails', 'unsendable')),
  stored          integer NOT NULL DEFAULT 0,
  duplicates      integer NOT NULL DEFAULT 0,
  filled_gaps     bigint[] NOT NULL DEFAULT '{}',
  code            text,
  message         text,
  path            text,
  fingerprint     text,
  outcome         text CHECK (outcome IN ('stored', 'duplicate', 'ignored', 'failed')),
  note            text,
  sent_at         timestamptz,
  sent_partition  integer,
  sent_offset     bigint,
  settled_at      timestamptz,
  PRIMARY KEY (job_id, letter_id)
);
--> statement-breakpoint
COMMENT ON COLUMN replay_items.value IS 'what the job''s patch made of the value; null where the letter''s edit or its own bytes are sent';
--> statement-breakpoint
CREATE INDEX replay_items_state ON replay_items (job_id, state, letter_id);
--> statement-breakpoint
CREATE INDEX replay_items_letter ON replay_items (letter_id, job_id DESC);
--> statement-breakpoint
-- The audit page searches by who, what and to what.
CREATE INDEX audit_log_actor ON audit_log (actor, at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX audit_log_action ON audit_log (action, at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX audit_log_subject ON audit_log (subject, at DESC, id DESC);
