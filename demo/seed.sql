-- Demonstration data: fifteen virtual numbers and four listings. Safe to run again. All phone numbers are fictional.
INSERT INTO virtual_numbers (phone)
SELECT '+749511122' || to_char(n, 'FM00') FROM generate_series(1, 15) AS n
ON CONFLICT (phone) DO NOTHING;

INSERT INTO listings (id, code, short_title, title, language, destinations) VALUES
    (101, '101', 'двухкомнатная квартира на Тверской', 'Двухкомнатная квартира, 64 м², Москва, улица Тверская', 'ru', '{+79035550101}'),
    (102, '102', 'студия у метро Сокол', 'Студия, 28 м², Москва, у метро Сокол', 'ru', '{+79035550102}'),
    (103, '103', 'загородный дом в Истре', 'Загородный дом, 140 м², Истра, с участком', 'ru', '{+79035550103,+79035550113}'),
    (104, '104', 'трёхкомнатная квартира на Арбате', 'Трёхкомнатная квартира, 92 м², Москва, улица Арбат', 'ru', '{+79035550104}')
ON CONFLICT (id) DO UPDATE SET
    code = excluded.code, short_title = excluded.short_title, title = excluded.title, language = excluded.language,
    destinations = excluded.destinations, updated_at = now();
