using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.EndToEnd.Tests.UonTravel;

/// <summary>
/// An agency with two employees and its U-ON, whose listing 101 rings the first of them. What the agency's U-ON is told of us, webhooks and recordings, are addresses that work.
/// </summary>
public sealed class UonLab() : EnterpriseLab<UonStub>(new UonStub(), "UPDATE listings SET enterprise = '0367', destinations = '{101}' WHERE id = 101;")
{
    public const string Key = "uon-key-0123456789abcdef";
    public const string Line = "+375170000001";

    public UonAccount Account { get; private set; } = null!;

    /// <summary>The address that U-ON was given for clicks (47), clients made (3) and changed (4).</summary>
    public Uri Webhook(string type) => new(Account.Webhooks.Single(webhook => webhook.Type == type).Url);

    protected override IReadOnlyDictionary<string, string> FurtherSettings => new Dictionary<string, string>
    {
        // The employees' phones are numbers of the network too.
        ["Asterisk__Nodes__0__ExtensionEndpoint"] = "PJSIP/{number}@trunk",
        // Longer than U-ON needs for its first stage.
        ["VirtualNumber__RingTime"] = "00:00:20",
    };

    protected override void OpenAccount() => Account = Stub.Open(Key);

    protected override JsonObject Enterprise() => new()
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
                ["api_url"] = Stub.Address.ToString(),
                ["api_key"] = Key,
                ["account_id"] = "50001",
                ["user_extensions"] = new JsonObject { ["2"] = "101", ["4"] = "102" },
                ["incoming_call_actions"] = new JsonObject { ["create_client_on_call"] = true, ["create_lead"] = "if_no_open", ["status_lead_no_leads"] = 5 },
            },
        },
    };
}
