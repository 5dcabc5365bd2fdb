using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.EndToEnd.Tests.UonTravel;

/// <summary>
/// An agency with two employees and its U-ON, whose listing 101 rings the first of them. What the agency's U-ON is told of us, webhooks and recordings, are addresses that work.
/// </summary>
public sealed class UonLab() : LabFixture(LinkDirection.Outbound, "UPDATE listings SET enterprise = '0367', destinations = '{101}' WHERE id = 101;")
{
    public const string Key = "uon-key-0123456789abcdef";
    public const string Line = "+375170000001";

    private const string ApiKey = "0123456789abcdef-uon-travel";

    private readonly int _port = FreePort.Take();

    public UonStub Uon { get; } = new();

    public UonAccount Account { get; private set; } = null!;

    /// <summary>The address that U-ON was given for clicks (47), clients made (3) and changed (4).</summary>
    public Uri Webhook(string type) => new(Account.Webhooks.Single(webhook => webhook.Type == type).Url);

    public override async Task InitializeAsync()
    {
        await Uon.StartAsync();
        Account = Uon.Open(Key);
        await base.InitializeAsync();
        Lab.Http.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        var saved = await Lab.Http.PutAsJsonAsync(new Uri("/api/v1/enterprises/0367", UriKind.Relative), Enterprise());
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync());
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Uon.DisposeAsync();
    }

    protected override LabOptions Change(LabOptions options) => options with
    {
        Port = _port,
        Settings = new Dictionary<string, string>(options.Settings)
        {
            ["Web__ApiKeys__0__Name"] = "tests",
            ["Web__ApiKeys__0__Key"] = ApiKey,
            ["Web__PublicUrl"] = $"http://127.0.0.1:{_port}",
            // The employees' phones are numbers of the network too.
            ["Asterisk__Nodes__0__ExtensionEndpoint"] = "PJSIP/{number}@trunk",
            // Longer than U-ON needs for its first stage.
            ["VirtualNumber__RingTime"] = "00:00:20",
        },
    };

    private JsonObject Enterprise() => new()
    {
        ["name"] = "June",
        ["time_zone"] = "Europe/Minsk",
        ["primary_integration"] = "uon",
        ["settings"] = new JsonObject { ["click_to_call"] = new JsonObject { ["line"] = Line } },
        ["extensions"] = new JsonArray(new JsonObject { ["extension"] = "101" }, new JsonObject { ["extension"] = "102" }),
        ["integrations_config"] = new JsonObject
        {
            ["uon"] = new JsonObject
            {
                ["enabled"] = true,
                ["api_url"] = Uon.Address.ToString(),
                ["api_key"] = Key,
                ["account_id"] = "50001",
                ["user_extensions"] = new JsonObject { ["2"] = "101", ["4"] = "102" },
                ["incoming_call_actions"] = new JsonObject { ["create_client_on_call"] = true, ["create_lead"] = "if_no_open", ["status_lead_no_leads"] = 5 },
            },
        },
    };
}
