using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.EndToEnd.Tests.RetailCrm;

/// <summary>The demonstration listings, two of which belong to an enterprise with RetailCRM. Oleg (151) and Pavel (152) are their owners; a click rings 151 and 152 as they are.</summary>
public sealed class RetailCrmCallsLab() : EnterpriseLab<RetailCrmStub>(new RetailCrmStub(), "UPDATE listings SET enterprise = '0367' WHERE id IN (101, 102);")
{
    /// <summary>Registered in RetailCRM for its store.</summary>
    public const string StoresNumber = "+74951112201";

    private const string Key = "0123456789abcdefRetail";

    private readonly SocketsHttpHandler _handler = new();

    public RetailCrmAccount Account { get; private set; } = null!;

    public StubUser Oleg { get; private set; } = null!;

    public StubUser Pavel { get; private set; } = null!;

    /// <summary>RetailCRM's own way to us: it has no key of ours.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Our module as RetailCRM has it.</summary>
    public JsonNode Module => Account.Modules.Single().Value;

    protected override IReadOnlyDictionary<string, string> FurtherSettings => new Dictionary<string, string>
    {
        ["Asterisk__Nodes__0__ExtensionEndpoint"] = "PJSIP/{number}@trunk",
    };

    public override async Task InitializeAsync()
    {
        Http = new HttpClient(_handler, disposeHandler: false);
        await base.InitializeAsync();
        await Poll.UntilAsync(() => Account.IsTelephonyOn, TimeSpan.FromSeconds(20), "the module is registered");
    }

    public override async Task DisposeAsync()
    {
        Http?.Dispose();
        _handler.Dispose();
        await base.DisposeAsync();
    }

    protected override void OpenAccount()
    {
        Account = Stub.Open(Key);
        (Oleg, Pavel) = (Account.Employ("Oleg"), Account.Employ("Pavel"));
    }

    protected override JsonObject Enterprise() => new()
    {
        ["name"] = "June",
        ["time_zone"] = "Europe/Moscow",
        ["primary_integration"] = "retailcrm",
        ["settings"] = new JsonObject { ["click_to_call"] = new JsonObject { ["country"] = "RU", ["line"] = "+74951112202" } },
        ["extensions"] = new JsonArray(
            new JsonObject { ["extension"] = "151", ["phone"] = "+79035550101" }, new JsonObject { ["extension"] = "152", ["phone"] = "+79035550102" }),
        ["integrations_config"] = new JsonObject
        {
            ["retailcrm"] = new JsonObject
            {
                ["enabled"] = true,
                ["api_url"] = Stub.ApiAddress.ToString(),
                ["api_key"] = Key,
                ["external_phones"] = new JsonObject { [StoresNumber] = "main-shop" },
                ["incoming_call_actions"] = new JsonObject { ["create_client"] = true },
                ["employee_mapping"] = new JsonObject
                {
                    ["151"] = new JsonObject { ["name"] = Oleg.FirstName, ["employee_id"] = Oleg.Id },
                    ["152"] = new JsonObject { ["name"] = Pavel.FirstName, ["employee_id"] = Pavel.Id },
                },
            },
        },
    };
}
