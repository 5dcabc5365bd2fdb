using CallControl.TestKit.Asterisk;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>Listings of every kind, and one number for all of them.</summary>
public sealed class CallPathsLab() : LabFixture(LinkDirection.Outbound, Listings)
{
    internal const string Listings = """
        INSERT INTO virtual_numbers (phone, ask_code) VALUES ('+74951112299', TRUE);
        INSERT INTO listings (id, code, short_title, destinations, confirm, call_settings) VALUES
          (201, NULL, 'комната на Арбате', '{+79035550201}', TRUE, '{}'),
          (202, '5202', 'дача в Кратово', '{+79035550202}', TRUE, '{}'),
          (203, NULL, 'офис на Пресне', '{+79035550203,+79035550213}', TRUE, '{"ring":"parallel","accept":true,"ring_seconds":30}'),
          (204, NULL, 'гараж в Химках', '{+79035550204}', FALSE, '{}'),
          (205, NULL, 'склад в Мытищах', '{+79035550205}', TRUE, '{"consent":true}'),
          (206, NULL, 'участок в Рузе', '{+79035550206}', TRUE, '{"hours":{"time_zone":"Europe/Moscow","open":[]}}'),
          (207, NULL, 'лофт на Курской', '{+79035550207}', TRUE, '{"talk_seconds":2}'),
          (208, NULL, 'баня в Клину', '{+79035550208}', TRUE, '{"ring":"loud","nonsense":1}'),
          (209, NULL, 'дом в Переделкино', '{999999,+79035550209}', TRUE, '{"owner_sees":"virtual_number"}'),
          (210, NULL, 'студия в Химках', '{+79035550210,+79035550220}', TRUE, '{"ring":"parallel"}');
        """;
}
