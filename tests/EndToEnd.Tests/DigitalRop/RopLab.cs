using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.DigitalRop;

namespace CallControl.EndToEnd.Tests.DigitalRop;

/// <summary>The demonstration's listing 101 belongs to an enterprise whose calls are analysed; its owner's phone is employee 101's.</summary>
public sealed class RopLab() : LabFixture(LinkDirection.Outbound, "UPDATE listings SET enterprise = '0367' WHERE id = 101;")
{
    public const string ApiKey = "0123456789abcdef-analysis";
    public const string Table = "TBL_1755863365";

    private const string Key = "rop-key-0123456789";

    private readonly int _port = FreePort.Take();

    public RopStub Service { get; } = new();

    public RopAccount Account { get; private set; } = null!;

    public string PublicUrl => $"http://127.0.0.1:{_port}";

    public override async Task InitializeAsync()
    {
        await Service.StartAsync();
        Account = Service.Open(Key);
        await base.InitializeAsync();
        Lab.Http.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        var saved = await Lab.Http.PutAsJsonAsync(new Uri("/api/v1/enterprises/0367", UriKind.Relative), Enterprise());
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync());
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Service.DisposeAsync();
    }

    protected override LabOptions Change(LabOptions options) => options with
    {
        Port = _port,
        Settings = new Dictionary<string, string>(options.Settings)
        {
            ["Web__ApiKeys__0__Name"] = "tests",
            ["Web__ApiKeys__0__Key"] = ApiKey,
            ["Web__PublicUrl"] = PublicUrl,
            ["DigitalRop__LookEvery"] = "00:00:00.200",
            ["DigitalRop__FirstPoll"] = "00:00:00.500",
        },
    };

    private JsonObject Enterprise() => new()
    {
        ["name"] = "June",
        ["extensions"] = new JsonArray(new JsonObject { ["extension"] = "101", ["name"] = "Иванов Иван Иванович", ["phone"] = "+79035550101" }),
        ["integrations_config"] = new JsonObject
        {
            ["digitalrop"] = new JsonObject
            {
                ["enabled"] = true,
                ["base_url"] = Service.BaseUrl.ToString(),
                ["api_key"] = Key,
                ["min_duration_s"] = 1,
                ["managers"] = new JsonObject { ["101"] = new JsonObject { ["manager_id"] = "mgr_101" } },
                ["checklists"] = new JsonObject { ["Скрипт"] = new JsonObject() },
                ["tables"] = new JsonObject { [Table] = new JsonObject() },
            },
        },
    };
}
