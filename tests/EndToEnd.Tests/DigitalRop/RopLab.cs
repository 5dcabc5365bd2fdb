using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Vendors.DigitalRop;

namespace CallControl.EndToEnd.Tests.DigitalRop;

/// <summary>The demonstration's listing 101 belongs to an enterprise whose calls are analysed; its owner's phone is employee 101's.</summary>
public sealed class RopLab() : EnterpriseLab<RopStub>(new RopStub(), "UPDATE listings SET enterprise = '0367' WHERE id = 101;")
{
    public const string Table = "TBL_1755863365";

    private const string Key = "rop-key-0123456789";

    public RopAccount Account { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> FurtherSettings => new Dictionary<string, string>
    {
        ["DigitalRop__LookEvery"] = "00:00:00.200",
        ["DigitalRop__FirstPoll"] = "00:00:00.500",
    };

    protected override void OpenAccount() => Account = Stub.Open(Key);

    protected override JsonObject Enterprise() => new()
    {
        ["name"] = "June",
        ["extensions"] = new JsonArray(new JsonObject { ["extension"] = "101", ["name"] = "Иванов Иван Иванович", ["phone"] = "+79035550101" }),
        ["integrations_config"] = new JsonObject
        {
            ["digitalrop"] = new JsonObject
            {
                ["enabled"] = true,
                ["base_url"] = Stub.BaseUrl.ToString(),
                ["api_key"] = Key,
                ["min_duration_s"] = 1,
                ["managers"] = new JsonObject { ["101"] = new JsonObject { ["manager_id"] = "mgr_101" } },
                ["checklists"] = new JsonObject { ["Скрипт"] = new JsonObject() },
                ["tables"] = new JsonObject { [Table] = new JsonObject() },
            },
        },
    };
}
