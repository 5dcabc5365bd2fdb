using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.Crm.UonTravel;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.Crm.Tests.UonTravel;

internal sealed class UonTravelLab : VendorLab
{
    private static readonly TimeSpan Index = TimeSpan.FromMilliseconds(20);

    // What a busy machine delays arrives in a heap; that is not what is tested here.
    private const int Requests = 30;

    private readonly UonStub _stub = new() { IndexDelay = Index };
    private readonly Dictionary<string, UonAccount> _accounts = [];

    // U-ON needs a second; the stub, and what waits for it, a fiftieth, so that a kill before each step takes no minutes.
    public override ICrmVendor Vendor { get; } = new UonTravelVendor(new UonTravelTimings(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), Index * 2) { Repeat = Index });

    public override ICrmVendor ImpatientVendor { get; } =
        new UonTravelVendor(new UonTravelTimings(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(200), Index * 2));

    public override VendorStub Stub => _stub;

    public override bool AddsRecordingsLater => false;

    public override bool TakesCardsAway => false;

    public override Task StartAsync() => _stub.StartAsync();

    public UonAccount Account(string name = "a")
    {
        if (!_accounts.TryGetValue(name, out var account))
            _accounts[name] = account = _stub.Open("uon-key-" + name.Replace(' ', '-'), Requests);
        return account;
    }

    public override JsonElement Settings(string account, LabSettings wanted) => Settings(account, wanted, _ => { });

    public JsonElement Settings(string account, LabSettings wanted, Action<JsonObject> change)
    {
        var settings = new JsonObject
        {
            ["enabled"] = true,
            ["api_url"] = _stub.Address.ToString(),
            ["api_key"] = Account(account).Key,
            ["account_id"] = "50001",
            ["subdomain"] = "id50001.u-on.ru",
            ["user_extensions"] = new JsonObject { ["2"] = "101", ["4"] = "102" },
            ["notifications"] = new JsonObject { ["enabled"] = wanted.Cards, ["notify_outgoing"] = true },
            ["incoming_call_actions"] = new JsonObject { ["create_client_on_call"] = wanted.CreateClients },
            ["outgoing_call_actions"] = new JsonObject { ["create_client_on_call"] = wanted.CreateClients },
        };
        change(settings);
        return JsonSerializer.SerializeToElement(settings);
    }

    public override void AddClient(string account, PhoneNumber phone, string name, string ownerExtension) => Account(account).AddUser(
        ("u_type", "2"), ("u_company", name), ("u_phone", phone.ToString()),
        ("u_manager_id", Account(account).Managers.Single(manager => manager.Extension == ownerExtension).Id));

    public override int CountClients(string account, PhoneNumber phone) => Account(account).Users.Count(user => user.HasPhone(phone.Digits));

    public override IReadOnlyList<SeenRecord> Records(string account) => [.. Account(account).Calls.Select(call =>
    {
        var start = new DateTimeOffset(DateTime.ParseExact(call["start"], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.Zero);
        return new SeenRecord(
            call["phone"], call["direction"] == "2", ExtensionOf(account, call.GetValueOrDefault("manager_id")), start,
            call["duration"] == "0" ? null : start.AddSeconds(int.Parse(call["duration"], CultureInfo.InvariantCulture)),
            call.TryGetValue("record_link", out var link) ? [link] : []);
    })];

    public override IReadOnlyList<string> ShownTo(string account) => [.. Account(account).PopUps.Select(popUp => ExtensionOf(account, popUp.Manager)!).Distinct()];

    /// <summary>Nobody knows when a pop-up is closed.</summary>
    public override IReadOnlyList<string> Screens(string account) => [];

    private string? ExtensionOf(string account, string? manager) => Account(account).Managers.Find(known => known.Id == manager)?.Extension;
}
