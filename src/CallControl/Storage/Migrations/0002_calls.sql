-- Calls, one row each, kept up to date while the call lives; and what happened in them.

CREATE TABLE calls (
  id                uuid PRIMARY KEY,
  node              text NOT NULL,
  flow              text NOT NULL,
  stage             text NOT NULL,
  caller            text,
  dialled           text NOT NULL,
  listing_id        bigint,
  attribution       text,
  caller_channel    text NOT NULL,
  owner_channel     text,
  destination       text,
  started_at        timestamptz NOT NULL,
  greeted_at        timestamptz,
  confirmed_at      timestamptz,
  ringing_at        timestamptz,
  owner_answered_at timestamptz,
  bridged_at        timestamptz,
  ended_at          timestamptz,
  end_side          text,
  end_reason        text,
  owner_cause       integer
);

COMMENT ON COLUMN calls.stage IS 'the stage the call is in, or was in when it ended';
COMMENT ON COLUMN calls.owner_cause IS 'Q.850 cause of the last leg to the owner that came to nothing';

CREATE INDEX calls_started_at ON calls (started_at);
CREATE INDEX calls_live ON calls (node) WHERE ended_at IS NULL;

CREATE TABLE call_events (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  call_id uuid NOT NULL,
  at      timestamptz NOT NULL,
  kind    text NOT NULL,
  subject text NOT NULL,
  detail  text
);

CREATE INDEX call_events_call_id ON call_events (call_id, at);

-- One per recorded call; written when the MP3 is safe.
CREATE TABLE recordings (
  call_id    uuid PRIMARY KEY,
  path       text NOT NULL,
  seconds    double precision NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
