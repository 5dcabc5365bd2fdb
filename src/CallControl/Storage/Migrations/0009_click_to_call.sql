-- Calls that an employee makes by a click.

ALTER TABLE calls
  ADD COLUMN direction text DEFAULT 'incoming' CONSTRAINT calls_direction_is_known CHECK (direction IN ('incoming', 'outgoing')),
  ADD COLUMN enterprise text,
  ADD COLUMN extension text,
  ADD COLUMN line text;

COMMENT ON COLUMN calls.direction IS 'seen from the enterprise; an outgoing call has the extension in caller and the client in dialled';
COMMENT ON COLUMN calls.enterprise IS 'number of the enterprise, where the call itself says it; otherwise it is the listing''s';
COMMENT ON COLUMN calls.extension IS 'of the employee who clicked';
COMMENT ON COLUMN calls.line IS 'the number the client was shown';

-- Double clicks and limits are looked up at every click.
CREATE INDEX calls_of_extension ON calls (enterprise, extension, started_at) WHERE flow = 'click-to-call';
