using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.Crm.Tests.RetailCrm;

internal sealed class RetailCrmLab : VendorLab
{
    private readonly RetailCrmStub _stub = new() { Slowness = TimeSpan.FromSeconds(10) };
    private readonly Dictionary<string, (RetailCrmAccount Account, StubUser[] Users)> _accounts = [];

    public override ICrmVendor Vendor { get; } = new RetailCrmVendor(new RetailCrmTimings(Request: TimeSpan.FromSeconds(30), Client: TimeSpan.FromSeconds(30)));

    public override ICrmVendor ImpatientVendor { get; } =
        new RetailCrmVendor(new RetailCrmTimings(Request: TimeSpan.FromMilliseconds(300), Client: TimeSpan.FromMilliseconds(200)));

    public override VendorStub Stub => _stub;

    public override bool AddsRecordingsLater => false;

    public override Task StartAsync() => _stub.StartAsync();

    public RetailCrmAccount Account(string name = "a") => Of(name).Account;

    public StubUser User(string extension, string name = "a") => Of(name).Users[extension == "101" ? 0 : 1];

    public override JsonElement Settings(string account, LabSettings wanted) => Settings(account, wanted, _ => { });

    public JsonElement Settings(string account, LabSettings wanted, Action<JsonObject> change)
    {
        var (stubbed, users) = Of(account);
        var settings = new JsonObject
        {
            ["enabled"] = true,
            ["api_url"] = _stub.ApiAddress.ToString(),
            ["api_key"] = stubbed.Key,
            ["client_id"] = "client-id-of-the-lab-" + account.Replace(' ', '-'),
            ["module_code"] = "callcontrol-1",
            ["logo_url"] = "https://pbx.example.com/retailcrm/logo.svg",
            ["make_call_url"] = "https://pbx.example.com/retailcrm/make-call",
            ["user_status_url"] = "https://pbx.example.com/retailcrm/user-status",
            ["notifications"] = new JsonObject { ["notify_incoming"] = wanted.Cards, ["notify_outgoing"] = wanted.Cards },
            ["incoming_call_actions"] = new JsonObject { ["create_client"] = wanted.CreateClients },
            ["outgoing_call_actions"] = new JsonObject { ["create_client"] = wanted.CreateClients },
            ["employee_mapping"] = new JsonObject
            {
                ["101"] = new JsonObject { ["name"] = users[0].FirstName, ["employee_id"] = users[0].Id },
                ["102"] = new JsonObject { ["name"] = users[1].FirstName, ["employee_id"] = users[1].Id.ToString(CultureInfo.InvariantCulture) },
            },
        };
        change(settings);
        return JsonSerializer.SerializeToElement(settings);
    }

    public override void AddClient(string account, PhoneNumber phone, string name, string ownerExtension) =>
        Account(account).Add(new StubCustomer { FirstName = name, Phones = [phone.ToString()], ManagerId = User(ownerExtension, account).Id });

    public override int CountClients(string account, PhoneNumber phone) => Account(account).Customers.Count(client => client.Phones.Contains(phone.ToString()));

    public override IReadOnlyList<SeenRecord> Records(string account) => [.. Account(account).Calls.Select(call =>
    {
        var start = DateTime.ParseExact(call.Text("date"), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return new SeenRecord(
            call.Text("phone"), call.Text("type") == "in", call.Text("code"), new DateTimeOffset(start, TimeSpan.Zero), null,
            call.Text("recordUrl") is { Length: > 0 } link ? [link] : []);
    })];

    public override IReadOnlyList<string> ShownTo(string account) =>
        [.. Account(account).Events.Where(happened => happened.Type != "hangup").SelectMany(happened => happened.Codes).Distinct()];

    public override IReadOnlyList<string> Screens(string account) => Account(account).Screens();

    private (RetailCrmAccount Account, StubUser[] Users) Of(string name)
    {
        if (_accounts.TryGetValue(name, out var known))
            return known;
        var account = _stub.Open("api-key-" + name.Replace(' ', '-'));
        StubUser[] users = [account.Employ("Oleg"), account.Employ("Pavel")];
        account.Register("callcontrol-1", (users[0], "101"), (users[1], "102"));
        return _accounts[name] = (account, users);
    }
}
