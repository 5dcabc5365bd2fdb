-- RetailCRM: what is registered there, what its users say of themselves, and whose phone is whose customer there.

CREATE TABLE retailcrm_modules (
    enterprise_number text PRIMARY KEY,
    -- of what is registered; other settings have another one
    fingerprint       text,
    active            boolean NOT NULL DEFAULT false,
    registered_at     timestamptz,
    -- users and stores that RetailCRM did not know
    unknown_users     integer[] NOT NULL DEFAULT '{}',
    unknown_sites     text[] NOT NULL DEFAULT '{}',
    -- of the last attempt; null: it went well
    problem           text
);

CREATE TABLE retailcrm_user_status (
    enterprise_number text NOT NULL,
    user_id           integer NOT NULL,
    extension         text,
    -- free, busy, dinner, break
    status            text NOT NULL,
    changed_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (enterprise_number, user_id)
);

-- The links are kept with the customers; this is how scripts ask for them.
CREATE VIEW retailcrm_customers AS
SELECT c.id, c.phone_e164 AS phone, CASE WHEN link.id ~ '^[0-9]{1,9}$' THEN link.id::integer END AS retailcrm_customer_id, c.enterprise_number, c.created_at, c.updated_at
FROM customers c, jsonb_array_elements_text(c.meta -> 'ids' -> 'retailcrm') AS link (id);
