using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Settings;
using CallControl.Crm.MoySklad.Webhook;

namespace CallControl.Crm.Tests.MoySklad;

public sealed class WebhookTests
{
    private const string Key = "0123456789abcdef0123456789abcdef01234567";
    private const string Body = """{"srcNumber":"101","destNumber":"+375290000001","uid":"admin@demo-account"}""";

    [Fact]
    public void A_click_is_read()
    {
        var reading = Read(Body, header: null, SignatureMode.LogOnly);

        reading.Problem.ShouldBe(WebhookProblem.None);
        reading.Call.ShouldBe(new ClickToCall("101", PhoneNumber.Parse("+375290000001"), "admin@demo-account"));
        reading.SignatureFits.ShouldBeNull();
    }

    [Theory]
    [InlineData("", WebhookProblem.NotJson)]
    [InlineData("[]", WebhookProblem.NotJson)]
    [InlineData("{", WebhookProblem.NotJson)]
    [InlineData("""{"srcNumber":"\ud800","destNumber":"+375290000001","uid":"a"}""", WebhookProblem.NotJson)]
    [InlineData("""{"\ud800":"101"}""", WebhookProblem.NotJson)]
    [InlineData("""{"action":"ping"}""", WebhookProblem.NotACall)]
    [InlineData("""{"destNumber":"+375290000001","uid":"a"}""", WebhookProblem.WrongExtension)]
    [InlineData("""{"srcNumber":"101;rm","destNumber":"+375290000001","uid":"a"}""", WebhookProblem.WrongExtension)]
    [InlineData("""{"srcNumber":"101","uid":"a"}""", WebhookProblem.WrongNumber)]
    [InlineData("""{"srcNumber":"101","destNumber":"102","uid":"a"}""", WebhookProblem.WrongNumber)]
    [InlineData("""{"srcNumber":"101","destNumber":"+375290000001"}""", WebhookProblem.NoUser)]
    [InlineData("""{"srcNumber":"101","destNumber":"+375290000001","uid":""}""", WebhookProblem.NoUser)]
    public void What_is_no_click_is_named(string body, WebhookProblem problem)
    {
        var reading = Read(body, header: null, SignatureMode.LogOnly);

        reading.Problem.ShouldBe(problem);
        reading.Call.ShouldBeNull();
    }

    [Theory]
    [InlineData("key+values", Key + "101+375290000001admin@demo-account")]
    [InlineData("key+body", Key + Body)]
    [InlineData("key+sorted values", Key + "+375290000001101admin@demo-account")]
    [InlineData("values+key", "101+375290000001admin@demo-account" + Key)]
    public void Every_way_of_signing_that_was_seen_is_accepted(string way, string source)
    {
        var reading = Read(Body, Md5(source), SignatureMode.Enforce);

        reading.Call.ShouldNotBeNull();
        reading.SignatureFits.ShouldBe(way);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not hex")]
    [InlineData("00000000000000000000000000000000")]
    public void A_wrong_signature_is_only_noted_until_it_is_enforced(string? header)
    {
        Read(Body, header, SignatureMode.LogOnly).Call.ShouldNotBeNull();
        Read(Body, header, SignatureMode.Off).Call.ShouldNotBeNull();
        Read(Body, header, SignatureMode.Enforce).Problem.ShouldBe(WebhookProblem.WrongSignature);
    }

    [Fact]
    public void Lower_case_hex_is_the_same_signature() =>
        Read(Body, Md5(Key + Body).ToLowerInvariant(), SignatureMode.Enforce).Call.ShouldNotBeNull();

    [Fact]
    public void A_number_without_plus_is_understood() =>
        Read("""{"srcNumber":"101","destNumber":"375290000001","uid":"a"}""", null, SignatureMode.LogOnly).Call!.Number.ToString().ShouldBe("+375290000001");

    [Theory]
    [InlineData("{}", WebhookProblem.None)]
    [InlineData("""{"employee_mapping":{"101":{"employee_id":"00000000-0000-11f0-0a80-000000000101"}}}""", WebhookProblem.None)]
    [InlineData("""{"employee_mapping":{"102":{"employee_id":"00000000-0000-11f0-0a80-000000000102"}}}""", WebhookProblem.UnknownEmployee)]
    [InlineData("""{"integration_code":"0123456789","webhook_signature":"enforce"}""", WebhookProblem.WrongSignature)]
    public void Settings_say_who_may_click_and_what_a_signature_is_worth(string settings, WebhookProblem problem)
    {
        using var document = JsonDocument.Parse(settings);

        MoySkladWebhook.Read(document.RootElement, Encoding.UTF8.GetBytes(Body), null).Problem.ShouldBe(problem);
    }

    private static WebhookReading Read(string body, string? header, SignatureMode mode) => MoySkladWebhook.Read(Encoding.UTF8.GetBytes(body), header, Key, mode);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "MoySklad signs so")]
    private static string Md5(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
