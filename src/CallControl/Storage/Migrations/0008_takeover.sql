-- What another process needs to go on with a call whose process has ended.

ALTER TABLE calls
  ADD COLUMN replica uuid,
  ADD COLUMN memory jsonb,
  ADD COLUMN serial integer NOT NULL DEFAULT 0,
  ADD COLUMN recorded boolean NOT NULL DEFAULT FALSE;

COMMENT ON COLUMN calls.replica IS 'the process that runs the call; what any other one writes is ignored';
COMMENT ON COLUMN calls.memory IS 'what the stage must know to go on, beside the other columns';
COMMENT ON COLUMN calls.serial IS 'the last number used in the ids of the call''s channels and playbacks';
