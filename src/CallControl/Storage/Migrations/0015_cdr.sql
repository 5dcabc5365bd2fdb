-- How far Asterisk's call records have been read.

CREATE TABLE cdr_positions (
    node       text PRIMARY KEY,
    -- says which file it was: a hash of its first line, empty while there was none
    mark       text NOT NULL,
    -- bytes of it that are done with
    position   bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
