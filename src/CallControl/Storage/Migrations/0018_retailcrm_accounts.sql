-- RetailCRM counts customers anew in every account: customer 60 of one is somebody else than customer 60 of another.

UPDATE customers c
SET meta = c.meta || jsonb_build_object('person_uid',
    'retailcrm:' || account.host || ':' || substring(c.meta ->> 'person_uid' FROM '^retailcrm:([0-9]+)$'))
FROM (
    SELECT number, regexp_replace(lower(substring(integrations_config #>> '{retailcrm,api_url}' FROM '^https?://([^/?#@]+)')), ':443$', '') AS host
    FROM enterprises) AS account
WHERE account.number = c.enterprise_number AND account.host IS NOT NULL AND c.meta ->> 'person_uid' ~ '^retailcrm:[0-9]+$';

-- One link for each phone: the one that was written last.
CREATE OR REPLACE VIEW retailcrm_customers AS
SELECT c.id, c.phone_e164 AS phone, CASE WHEN link.id ~ '^[0-9]{1,9}$' THEN link.id::integer END AS retailcrm_customer_id, c.enterprise_number, c.created_at, c.updated_at
FROM customers c, LATERAL (SELECT c.meta -> 'ids' -> 'retailcrm' ->> -1) AS link (id)
WHERE link.id IS NOT NULL;
