using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.CallControl.Tests.UonTravel;

/// <summary>The application with enterprise 0367, which has an account at a stand-in of U-ON.</summary>
internal sealed class UonApp : IAsyncDisposable
{
    public const string Key = "uon-key-0123456789";
    public const string Site = "https://pbx.example.com";

    private UonApp(UonStub stub, ApiApp api) => (Stub, Account, Api) = (stub, stub.Open(Key), api);

    public UonStub Stub { get; }

    public UonAccount Account { get; }

    public ApiApp Api { get; }

    public static async Task<UonApp> StartAsync(PostgresFixture postgres)
    {
        var stub = new UonStub();
        await stub.StartAsync();
        var app = new UonApp(stub, await ApiApp.StartAsync(postgres, $"--Web:PublicUrl={Site}"));
        var added = await app.Api.PostAsync(
            "/api/v1/enterprises", """
            {"number":"0367","name":"June","time_zone":"Europe/Minsk","extensions":[{"extension":"101"},{"extension":"102"}],"settings":{"click_to_call":{"country":"BY"}}}
            """);
        added.Status.ShouldBe(HttpStatusCode.Created, added.Text);
        return app;
    }

    /// <summary>Saves U-ON's settings as the administration page does.</summary>
    public async Task<JsonObject> SaveAsync(Action<JsonObject>? change = null, string enterprise = "0367")
    {
        var settings = new JsonObject
        {
            ["enabled"] = true,
            ["api_url"] = Stub.Address.ToString(),
            ["api_key"] = Key,
            ["account_id"] = "50001",
            ["primary"] = true,
            ["user_extensions"] = new JsonObject { ["2"] = "101", ["4"] = "102" },
            ["incoming_call_actions"] = new JsonObject { ["create_client_on_call"] = true, ["create_lead"] = "if_no_open" },
        };
        change?.Invoke(settings);
        var saved = await Api.SendAsync(HttpMethod.Put, $"/uon-admin/api/config/{enterprise}", settings.ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        saved.Text.ShouldNotContain(Key);
        return (JsonObject)JsonNode.Parse(saved.Text)!;
    }

    /// <summary>The path of the webhook as U-ON was given it.</summary>
    public string WebhookPath() => new Uri(Account.Webhooks[0].Url).AbsolutePath;

    /// <summary>Posts a form to the webhook.</summary>
    public Task<ApiAnswer> PostAsync(string form, string? path = null) =>
        Api.PostAsync(path ?? WebhookPath(), form, "application/x-www-form-urlencoded");

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Stub.DisposeAsync();
    }
}
