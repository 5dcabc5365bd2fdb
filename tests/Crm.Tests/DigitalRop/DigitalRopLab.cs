using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.DigitalRop;

namespace CallControl.Crm.Tests.DigitalRop;

internal sealed class DigitalRopLab : VendorLab
{
    private readonly RopStub _stub = new();
    private readonly Dictionary<string, RopAccount> _accounts = [];

    public DigitalRopLab()
    {
        Vendor = new DigitalRopVendor(Book, new DigitalRopTimings(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1)));
        ImpatientVendor = new DigitalRopVendor(Book, new DigitalRopTimings(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(200)));
    }

    public NotedCalls Book { get; } = new();

    public AudioServer Audio { get; } = new();

    public override ICrmVendor Vendor { get; }

    public override ICrmVendor ImpatientVendor { get; }

    public override VendorStub Stub => _stub;

    public override async Task StartAsync()
    {
        await Audio.StartAsync();
        Audio.Serve(".mp3", await AudioServer.SoundAsync("87s.mp3", "-f", "lavfi", "-i", "sine=frequency=440:duration=87:sample_rate=16000", "-b:a", "32k"), "audio/mpeg");
        await _stub.StartAsync();
        _stub.Route = address => address.IsLoopback ? address : new Uri(Audio.Address, address.AbsolutePath);
    }

    public RopAccount Account(string name = "a")
    {
        if (!_accounts.TryGetValue(name, out var account))
            _accounts[name] = account = _stub.Open("rop-key-" + name.Replace(' ', '-'));
        return account;
    }

    public override JsonElement Settings(string account, LabSettings wanted) => Settings(account, _ => { });

    public JsonElement Settings(string account, Action<JsonObject> change)
    {
        var settings = new JsonObject
        {
            ["enabled"] = true,
            ["base_url"] = _stub.BaseUrl.ToString(),
            ["api_key"] = Account(account).Key,
            ["managers"] = new JsonObject { ["101"] = new JsonObject { ["manager_id"] = "mgr_101" }, ["102"] = new JsonObject { ["manager_id"] = "mgr_102" } },
        };
        change(settings);
        return JsonSerializer.SerializeToElement(settings);
    }

    public override void AddClient(string account, PhoneNumber phone, string name, string ownerExtension)
    {
        // It knows no clients.
    }

    public override int CountClients(string account, PhoneNumber phone) => 0;

    public override IReadOnlyList<SeenRecord> Records(string account) =>
        [.. Account(account).Calls.Select(call => new SeenRecord("", false, call.ManagerId.Split('_')[1], default, null, [call.AudioUrl]))];

    public override IReadOnlyList<string> ShownTo(string account) => [];

    public override IReadOnlyList<string> Screens(string account) => [];

    public override async ValueTask DisposeAsync()
    {
        await Audio.DisposeAsync();
        await base.DisposeAsync();
    }
}
