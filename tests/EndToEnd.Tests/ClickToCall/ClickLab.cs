using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.EndToEnd.Tests.ClickToCall;

/// <summary>An enterprise with two employees, whose phones are in the telephone network, and its MoySklad.</summary>
public abstract class ClickLab(LinkDirection link) : IAsyncLifetime
{
    public const string ApiKey = "0123456789abcdef-clicks";
    public const string Secret = "click-secret-0367";
    public const string Line = "+375170000001";

    private const string PhoneKey = "0123456789abcdef0123456789abcdef01234567";
    private const string Token = "fedcba9876543210fedcba9876543210fedcba98";

    public CallControlLab Lab { get; private set; } = null!;

    public MoySkladStub MoySklad { get; } = new();

    public MoySkladAccount Account { get; private set; } = null!;

    /// <summary>Where MoySklad sends clicks.</summary>
    public string Webhook { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await MoySklad.StartAsync();
        Account = MoySklad.Open(PhoneKey, Token);
        Account.Employ("152", "Sample O.");
        Account.Employ("153", "Example P.");
        Lab = await CallControlLab.StartAsync(new LabOptions
        {
            Link = link,
            Settings = new Dictionary<string, string>
            {
                ["Web__ApiKeys__0__Name"] = "tests",
                ["Web__ApiKeys__0__Key"] = ApiKey,
                ["Web__PublicUrl"] = "http://127.0.0.1:1",
                // The employees' phones are numbers of the network too, all but one.
                ["Asterisk__Nodes__0__ExtensionEndpoint"] = "PJSIP/{number}@trunk",
                ["ClickToCall__EmployeeRingTime"] = "00:00:06",
                // The first question to a vendor is slow on a busy machine, and no test here is about a name that comes late.
                ["ClickToCall__NameBudget"] = "00:00:05",
                ["ClickToCall__ClientRingTime"] = "00:00:06",
                ["ClickToCall__ToneTime"] = "00:00:02",
                ["ClickToCall__CallsPerMinute"] = "1000",
                ["ClickToCall__DoubleClickTime"] = "00:00:02",
                // A process that is killed while it tells of a call holds it for as long as both together.
                ["Delivery__EventTime"] = "00:00:05",
                ["Delivery__LeaseMargin"] = "00:00:02",
            },
        });
        Lab.Http.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        var saved = await Lab.Http.PutAsJsonAsync(new Uri("/api/v1/enterprises/0367", UriKind.Relative), Enterprise());
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync());
        var settings = await Lab.Http.GetFromJsonAsync<JsonObject>(new Uri("/ms-admin/api/config/0367", UriKind.Relative));
        Webhook = $"/ms/webhook/{settings!["webhook_uuid"]}";
    }

    public async Task DisposeAsync()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
        await MoySklad.DisposeAsync();
    }

    private JsonObject Enterprise()
    {
        var mapping = new JsonObject();
        foreach (var employee in Account.Employees)
            mapping[employee.Extension!] = new JsonObject { ["name"] = employee.Name, ["email"] = employee.Email, ["employee_id"] = employee.Id };
        return new JsonObject
        {
            ["name"] = "June",
            ["secret"] = Secret,
            ["time_zone"] = "Europe/Minsk",
            ["primary_integration"] = "ms",
            ["settings"] = new JsonObject { ["click_to_call"] = new JsonObject { ["line"] = Line } },
            ["extensions"] = new JsonArray(new JsonObject { ["extension"] = "152" }, new JsonObject { ["extension"] = "153" }, new JsonObject { ["extension"] = "9" }),
            ["integrations_config"] = new JsonObject
            {
                ["ms"] = new JsonObject
                {
                    ["enabled"] = true,
                    ["phone_api_url"] = MoySklad.PhoneAddress.ToString(),
                    ["main_api_url"] = MoySklad.RemapAddress.ToString(),
                    ["integration_code"] = PhoneKey,
                    ["api_token"] = Token,
                    ["notifications"] = new JsonObject { ["notify_outgoing"] = true },
                    ["outgoing_call_actions"] = new JsonObject { ["create_client"] = true },
                    ["employee_mapping"] = mapping,
                },
            },
        };
    }
}

public sealed class OutboundClickLab() : ClickLab(LinkDirection.Outbound);

public sealed class InboundClickLab() : ClickLab(LinkDirection.Inbound);
