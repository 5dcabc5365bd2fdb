using CallControl.Delivery.Exchanges;

namespace CallControl.CallControl.Tests.Delivery;

public sealed class RedactionTests
{
    private static readonly Redaction Redaction = new(["s3cr+t/key=1234", "abc"]);

    [Theory]
    [InlineData("Bearer s3cr+t/key=1234", "Bearer ***")]
    [InlineData("https://api.example.com/s3cr%2Bt%2Fkey%3D1234/user.json", "https://api.example.com/***/user.json")]
    [InlineData("{\"key\":\"s3cr\\u002Bt/key=1234\"}", "{\"key\":\"***\"}")]
    [InlineData("an abc word", "an abc word")]
    public void Secrets_are_taken_out_however_they_are_written(string text, string shown) => Redaction.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("\"+375447034448\"", "\"+37544***4448\"")]
    [InlineData("phone=%2B375447034448&x=1", "phone=%2B37544***4448&x=1")]
    [InlineData("\"\\u002B375447034448\"", "\"\\u002B37544***4448\"")]
    [InlineData("/user/phone/375447034448.json", "/user/phone/37544***4448.json")]
    [InlineData("00000000-0000-11f0-0a80-000000000101", "00000000-0000-11f0-0a80-000000000101")]
    [InlineData("event=%7B%22phone%22%3A%22%2B375447034448%22%7D", "event=%7B%22phone%22%3A%22%2B37544***4448%22%7D")]
    [InlineData("2026-01-15 10:00:00.000", "2026-01-15 10:00:00.000")]
    [InlineData("{\"startTime\":\"2026-01-15 10:00:00.000\",\"endTime\":\"2026-01-15 10:01:35.000\"}", "{\"startTime\":\"2026-01-15 10:00:00.000\",\"endTime\":\"2026-01-15 10:01:35.000\"}")]
    [InlineData("/api/phone/1.0/call/11111111-2222-4333-8444-555555555555", "/api/phone/1.0/call/11111111-2222-4333-8444-555555555555")]
    [InlineData("\"duration\":1768471200,\"id\":\"100\"", "\"duration\":1768471200,\"id\":\"100\"")]
    public void Phone_numbers_are_masked_and_ids_and_times_are_not(string text, string shown) => Redaction.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("entity/counterparty?search=447034448&expand=contactpersons", "entity/counterparty?search=44***4448&expand=contactpersons")]
    [InlineData("entity/counterparty?search=7034448&limit=100", "entity/counterparty?search=***4448&limit=100")]
    [InlineData("entity/counterparty?search=703-44-48&limit=100", "entity/counterparty?search=***-44-48&limit=100")]
    [InlineData("entity/counterparty?search=703 44 48&limit=100", "entity/counterparty?search=*** 44 48&limit=100")]
    [InlineData("entity/counterparty?search=703%2044%2048&limit=100", "entity/counterparty?search=***%2044%2048&limit=100")]
    [InlineData("filter=phone%3D%2B375%20%2844%29%20703-44-48%3Bphone%3D447034448", "filter=phone%3D%2B375%20%2844%29%20***-44-48%3Bphone%3D44***4448")]
    [InlineData("\"phone\":\"+375 (44) 703-44-48\"", "\"phone\":\"+375 (44) ***-44-48\"")]
    [InlineData("\"phone\":\"703-44-48\"", "\"phone\":\"***-44-48\"")]
    [InlineData("\"phones\":[\"8.044.703.44.48\"]", "\"phones\":[\"8.044.***.44.48\"]")]
    [InlineData("\"name\":\"Ivan 8 (044) 703 44 48\"", "\"name\":\"Ivan 8 (044) *** 44 48\"")]
    [InlineData("\"name\":\"447034448\"", "\"name\":\"44***4448\"")]
    [InlineData("\"name\":\"(44) 703\u00a044\u00a048\"", "\"name\":\"(44) ***\u00a044\u00a048\"")]
    public void Numbers_that_are_searched_for_or_written_in_groups_are_masked_too(string text, string shown) => Redaction.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("https://pbx.example.com/recordings/x.mp3?expires=1800000000&signature=Zm9vYmFyYmF6", "https://pbx.example.com/recordings/x.mp3?expires=1800000000&signature=***")]
    [InlineData("mp3%3Fexpires%3D18%26signature%3DZm9vYmFy-_Y%22", "mp3%3Fexpires%3D18%26signature%3D***%22")]
    public void A_link_to_a_recording_is_logged_without_its_signature(string text, string shown) => Redaction.Of(text).ShouldBe(shown);

    [Fact]
    public void A_NUL_that_PostgreSQL_can_not_hold_is_left_out_and_the_text_that_looks_like_one_stays() =>
        Redaction.Of("a\0b \\u0000x").ShouldBe("ab \\u0000x");

    [Theory]
    [InlineData("https://pbx.example.com/recordings/1.mp3?expires=1800000000&signature=Ab-_9xyz", "https://pbx.example.com/recordings/1.mp3?expires=1800000000&signature=***")]
    [InlineData("{\"audio_url\":\"/1.mp3?expires=1\\u0026signature=Ab-_9xyz\",\"duration\":9}", "{\"audio_url\":\"/1.mp3?expires=1\\u0026signature=***\",\"duration\":9}")]
    [InlineData("link=%2F1.mp3%3Fexpires%3D1%26signature%3DAb-_9xyz&x=1", "link=%2F1.mp3%3Fexpires%3D1%26signature%3D***&x=1")]
    public void Links_to_recordings_that_are_logged_open_nothing(string text, string shown) => Redaction.Of(text).ShouldBe(shown);

    [Fact]
    public void A_secret_at_the_cut_does_not_show_in_part() =>
        Redaction.Of(new string('x', 3995) + "s3cr+t/key=1234").ShouldNotBeNull().ShouldNotContain("s3cr");
}
