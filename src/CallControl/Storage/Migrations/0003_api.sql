-- What the API manages, and what the advice on the pool's size is reckoned from.

-- Variant B (TRUE): the caller confirms by pressing 1. Variant A (FALSE): he is put through at once.
ALTER TABLE listings ADD COLUMN confirm boolean NOT NULL DEFAULT TRUE;
-- The number's own word on it; NULL: as the listing says.
ALTER TABLE virtual_numbers ADD COLUMN confirm boolean;

COMMENT ON COLUMN virtual_numbers.enabled IS
    'FALSE: not leased any more; a lease that still lives runs out (draining). Calls to the number are routed all the same.';

-- Clicks that found the pool empty: without them the demand would look smaller the shorter the pool is.
CREATE TABLE pool_refusals (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    listing_id bigint NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX pool_refusals_at ON pool_refusals (at);

-- search and export of calls, newest first
CREATE INDEX calls_newest ON calls (started_at DESC, id DESC);
CREATE INDEX calls_by_number ON calls (dialled, started_at DESC);
CREATE INDEX calls_by_listing ON calls (listing_id, started_at DESC) WHERE listing_id IS NOT NULL;
CREATE INDEX calls_by_caller ON calls (caller, started_at DESC) WHERE caller IS NOT NULL;
DROP INDEX calls_started_at;

-- statistics, retention
CREATE INDEX call_tracking_shown_at ON call_tracking (shown_at);
CREATE INDEX recordings_created_at ON recordings (created_at);

-- A webhook of another PBX that is sent again is the same event: it is written once.
CREATE UNIQUE INDEX call_events_webhooks ON call_events (call_id, subject, detail) WHERE kind = 'webhook';
