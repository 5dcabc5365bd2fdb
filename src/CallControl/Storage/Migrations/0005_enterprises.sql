-- Enterprises with their extensions and integrations, their customers, and who changed what.
-- The names of columns are those that users' own SQL relies on.

CREATE TABLE enterprises (
    number              text PRIMARY KEY CONSTRAINT enterprises_number_is_a_word CHECK (number ~ '^[0-9A-Za-z_-]{1,32}$'),
    name                text NOT NULL,
    -- clientId of click-to-call; encrypted by the program
    secret              text,
    time_zone           text NOT NULL DEFAULT 'Europe/Moscow',
    settings            jsonb NOT NULL DEFAULT '{}' CONSTRAINT enterprises_settings_is_an_object CHECK (jsonb_typeof(settings) = 'object'),
    -- by vendor: ms, retailcrm, uon …; secrets inside are encrypted by the program
    integrations_config jsonb NOT NULL DEFAULT '{}' CONSTRAINT enterprises_integrations_config_is_an_object CHECK (jsonb_typeof(integrations_config) = 'object'),
    -- whose names of customers win
    primary_integration text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE enterprise_extensions (
    enterprise_number text NOT NULL REFERENCES enterprises (number) ON DELETE CASCADE ON UPDATE CASCADE,
    extension         text NOT NULL CONSTRAINT enterprise_extensions_are_short CHECK (extension ~ '^[0-9]{1,6}$'),
    name              text,
    email             text,
    -- an outside phone that counts as the extension
    phone             text CONSTRAINT enterprise_extensions_phone_is_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
    PRIMARY KEY (enterprise_number, extension)
);

-- A change made by hand takes effect like one made through the API: every replica listens.
CREATE FUNCTION enterprises_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('enterprises', '');
    RETURN NULL;
END $$;

CREATE TRIGGER enterprises_changed AFTER INSERT OR UPDATE OR DELETE ON enterprises
    FOR EACH STATEMENT EXECUTE FUNCTION enterprises_changed();
CREATE TRIGGER enterprise_extensions_changed AFTER INSERT OR UPDATE OR DELETE ON enterprise_extensions
    FOR EACH STATEMENT EXECUTE FUNCTION enterprises_changed();

-- A listing's enterprise may be one that is not here (yet): sites write what they have. Such a listing is told to no CRM.
CREATE INDEX listings_by_enterprise ON listings (enterprise) WHERE enterprise IS NOT NULL;

-- Secrets are masked here.
CREATE TABLE enterprise_changes (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at                timestamptz NOT NULL DEFAULT now(),
    enterprise_number text NOT NULL,
    who               text NOT NULL,
    -- created, changed, deleted
    action            text NOT NULL,
    before            jsonb,
    after             jsonb
);

CREATE INDEX enterprise_changes_newest ON enterprise_changes (enterprise_number, id DESC);

-- The keys that secrets are encrypted with, unless a folder is configured for them.
CREATE TABLE data_protection_keys (
    name       text PRIMARY KEY,
    xml        text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE customers (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    enterprise_number text NOT NULL,
    phone_e164        text NOT NULL CONSTRAINT customers_phone_is_e164 CHECK (phone_e164 ~ '^\+[1-9][0-9]{6,14}$'),
    last_name         text,
    first_name        text,
    middle_name       text,
    enterprise_name   text,
    -- moysklad, retailcrm, uon …
    source            text,
    external_id       text,
    -- ids: {"uon": ["5"]}; person_uid: "uon:5"
    meta              jsonb NOT NULL DEFAULT '{}' CONSTRAINT customers_meta_is_an_object CHECK (jsonb_typeof(meta) = 'object'),
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    UNIQUE (enterprise_number, phone_e164)
);

CREATE INDEX customers_by_phone ON customers (phone_e164);
CREATE INDEX customers_by_person ON customers (enterprise_number, (meta ->> 'person_uid')) WHERE meta ? 'person_uid';
CREATE INDEX customers_by_ids ON customers USING gin ((meta -> 'ids') jsonb_path_ops);
