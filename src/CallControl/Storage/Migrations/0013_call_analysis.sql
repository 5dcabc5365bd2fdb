-- Digital ROP: which calls it was given, what it found in them, which tables are still to be asked for, and whom it was told of.

CREATE TABLE call_analysis_requests (
    enterprise_number text NOT NULL,
    call_id           uuid NOT NULL,
    -- sent; known: the service had it already; skipped by the rules or limits; refused by the service
    state             text NOT NULL CONSTRAINT call_analysis_requests_state_is_known CHECK (state IN ('sent', 'known', 'skipped', 'refused')),
    -- why it was skipped or refused
    reason            text,
    manager_id        text,
    deal_id           text,
    deal_stage_id     text,
    -- the service's own id of the call, where it named one other than ours
    service_call_id   text,
    at                timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (call_id, enterprise_number)
);

CREATE INDEX call_analysis_requests_newest ON call_analysis_requests (enterprise_number, at DESC);
CREATE INDEX call_analysis_requests_service ON call_analysis_requests (enterprise_number, service_call_id) WHERE service_call_id IS NOT NULL;

CREATE TABLE call_analysis (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    enterprise_number     text NOT NULL,
    -- the call as the service names it
    service_call_id       text NOT NULL,
    -- the call it is; null while nobody knows it
    call_id               uuid,
    kind                  text NOT NULL CONSTRAINT call_analysis_kind_is_known CHECK (kind IN ('checklist', 'table')),
    -- name of the checklist, id of the table
    subject               text NOT NULL,
    title                 text NOT NULL,
    manager_id            text,
    total_score           numeric,
    max_score             numeric,
    completion_percentage numeric,
    -- names of the stages that failed
    failed_stages         text[] NOT NULL DEFAULT '{}',
    -- all that was told
    result                jsonb NOT NULL,
    -- webhook, poll
    source                text NOT NULL,
    -- when the service had it; of two the later wins. Null: it did not say
    service_time          timestamptz,
    received_at           timestamptz NOT NULL DEFAULT now(),
    -- when it was passed on to the enterprise's CRMs; null: it was not
    commented_at          timestamptz,
    UNIQUE (enterprise_number, service_call_id, kind, subject)
);

CREATE INDEX call_analysis_by_call ON call_analysis (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX call_analysis_unknown ON call_analysis (received_at) WHERE call_id IS NULL;
CREATE INDEX call_analysis_newest ON call_analysis (enterprise_number, received_at DESC, id DESC);
CREATE INDEX call_analysis_by_percentage ON call_analysis (enterprise_number, completion_percentage);

-- Tables whose result did not come by itself yet.
CREATE TABLE call_analysis_polls (
    enterprise_number text NOT NULL,
    call_id           uuid NOT NULL,
    table_id          text NOT NULL,
    attempts          integer NOT NULL DEFAULT 0,
    due_at            timestamptz NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (call_id, enterprise_number, table_id)
);

CREATE INDEX call_analysis_polls_due ON call_analysis_polls (due_at);

-- What the service was told of managers and offices, for each account there; several enterprises may share one.
CREATE TABLE call_analysis_staff (
    account     text PRIMARY KEY,
    -- of the lists as they were sent last; null: never
    fingerprint text,
    sent_at     timestamptz,
    tried_at    timestamptz NOT NULL DEFAULT now(),
    -- of the last attempt; null: it went well
    problem     text
);
