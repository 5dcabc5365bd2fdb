-- What CRMs are to be told, what they were told, and how fast they may be told.

CREATE TABLE crm_outbox (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- made of the call and what happened, so the same event written twice is one
    event_id          uuid NOT NULL,
    enterprise_number text NOT NULL,
    -- ms, retailcrm, uon …
    integration_type  text NOT NULL,
    call_id           uuid NOT NULL,
    -- ringing, answered, ended, recording-ready
    kind              text NOT NULL,
    -- when it happened in the call
    at                timestamptz NOT NULL,
    recovered         boolean NOT NULL,
    payload           jsonb NOT NULL,
    -- waiting, delivered, expired (a pop-up that came too late), dead
    state             text NOT NULL DEFAULT 'waiting' CONSTRAINT crm_outbox_state_is_known CHECK (state IN ('waiting', 'delivered', 'expired', 'dead')),
    -- 0: somebody looks at a ringing phone; 1: records
    priority          smallint NOT NULL DEFAULT 1,
    attempts          integer NOT NULL DEFAULT 0,
    due_at            timestamptz NOT NULL DEFAULT now(),
    -- taken by a worker until then; a worker that dies gives it back by time
    worker            uuid,
    leased_until      timestamptz,
    last_error        text,
    created_at        timestamptz NOT NULL DEFAULT now(),
    done_at           timestamptz,
    UNIQUE (event_id, enterprise_number, integration_type)
);

-- the next of an account
CREATE INDEX crm_outbox_next ON crm_outbox (enterprise_number, integration_type, priority, id) WHERE state = 'waiting';
-- the one before it in its call
CREATE INDEX crm_outbox_of_call ON crm_outbox (call_id, enterprise_number, integration_type, id) WHERE state = 'waiting';
CREATE INDEX crm_outbox_dead ON crm_outbox (id DESC) WHERE state = 'dead';
CREATE INDEX crm_outbox_done ON crm_outbox (done_at) WHERE state IN ('delivered', 'expired');
-- Rows come and go by the thousand; their dead versions must not pile up before the next.
ALTER TABLE crm_outbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- Every exchange with a CRM; secrets and phone numbers are masked.
CREATE TABLE integration_logs (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_at        timestamptz NOT NULL DEFAULT now(),
    enterprise_number text NOT NULL,
    integration_type  text NOT NULL,
    call_id           uuid,
    -- which of the vendor's APIs
    api               text NOT NULL,
    method            text NOT NULL,
    url               text NOT NULL,
    request           text,
    -- null: there was no answer
    status            integer,
    response          text,
    error             text,
    duration_ms       integer NOT NULL
);

CREATE INDEX integration_logs_newest ON integration_logs (integration_type, created_at DESC);
CREATE INDEX integration_logs_by_enterprise ON integration_logs (enterprise_number, created_at DESC);
CREATE INDEX integration_logs_created_at ON integration_logs (created_at);

-- What adapters note about calls.
CREATE TABLE crm_call_memory (
    enterprise_number text NOT NULL,
    integration_type  text NOT NULL,
    call_id           uuid NOT NULL,
    key               text NOT NULL,
    value             text NOT NULL,
    updated_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (call_id, integration_type, enterprise_number, key)
);

CREATE INDEX crm_call_memory_age ON crm_call_memory (updated_at);

-- The latest turns given for an account, the newest last, and until when the vendor wants to hear nothing.
CREATE UNLOGGED TABLE crm_rates (
    account      text PRIMARY KEY,
    turns        timestamptz[] NOT NULL DEFAULT '{}',
    closed_until timestamptz
);

-- Places for requests that run at one time; each belongs to one replica until a time that it moves on while it lives.
CREATE UNLOGGED TABLE crm_places (
    account    text NOT NULL,
    place      integer NOT NULL,
    holder     uuid,
    held_until timestamptz,
    PRIMARY KEY (account, place)
);
