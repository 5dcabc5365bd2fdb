-- How calls run, by listing and by number; callers who are not served.

ALTER TABLE listings ADD COLUMN call_settings jsonb NOT NULL DEFAULT '{}'
    CONSTRAINT listings_call_settings_is_an_object CHECK (jsonb_typeof(call_settings) = 'object');
COMMENT ON COLUMN listings.call_settings IS
    'ring, accept, ring_seconds, talk_seconds, record, consent, owner_sees, hours; what is not there is as the program''s settings say';

-- One number for all listings: it is never leased, its callers key in the listing's code.
ALTER TABLE virtual_numbers ADD COLUMN ask_code boolean NOT NULL DEFAULT FALSE;

CREATE INDEX listings_by_code ON listings (code) WHERE code IS NOT NULL;

CREATE TABLE blocked_callers (
    phone      text PRIMARY KEY CONSTRAINT blocked_callers_phone_is_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
    reason     text,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Whom a call is about when the caller was asked and chose.
ALTER TABLE calls ADD COLUMN alternative_listing_id bigint;
