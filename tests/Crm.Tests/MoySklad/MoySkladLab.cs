using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.Crm.Tests.MoySklad;

internal sealed class MoySkladLab : VendorLab
{
    private const int SolutionToken = 45;

    private static readonly TimeSpan Moscow = TimeSpan.FromHours(3);

    private readonly MoySkladStub _stub = new() { Slowness = TimeSpan.FromSeconds(10) };
    private readonly Dictionary<string, MoySkladAccount> _accounts = [];

    public override ICrmVendor Vendor { get; } = new MoySkladVendor(new MoySkladTimings(Request: TimeSpan.FromSeconds(30), Client: TimeSpan.FromSeconds(30)));

    public override ICrmVendor ImpatientVendor { get; } =
        new MoySkladVendor(new MoySkladTimings(Request: TimeSpan.FromMilliseconds(300), Client: TimeSpan.FromMilliseconds(200)));

    public override VendorStub Stub => _stub;

    public MoySkladStub Server => _stub;

    public override Task StartAsync() => _stub.StartAsync();

    public MoySkladAccount Account(string name = "a")
    {
        if (_accounts.TryGetValue(name, out var account))
            return account;
        var word = name.Replace(' ', '-');
        _accounts[name] = account = _stub.Open("phone-key-" + word, "token-" + word, SolutionToken);
        account.Employ("101", "Sample O.");
        account.Employ("102", "Example P.");
        return account;
    }

    public override JsonElement Settings(string account, LabSettings wanted) => Settings(account, wanted, _ => { });

    public JsonElement Settings(string account, LabSettings wanted, Action<JsonObject> change)
    {
        var mapping = new JsonObject();
        foreach (var employee in Account(account).Employees.Where(employee => employee.Extension is not null))
            mapping[employee.Extension!] = new JsonObject { ["name"] = employee.Name, ["email"] = employee.Email, ["employee_id"] = employee.Id };
        var settings = new JsonObject
        {
            ["enabled"] = true,
            ["phone_api_url"] = _stub.PhoneAddress.ToString(),
            ["main_api_url"] = _stub.RemapAddress.ToString(),
            ["integration_code"] = Account(account).Key,
            ["api_token"] = Account(account).Token,
            ["main_api_limit"] = SolutionToken,
            ["notifications"] = new JsonObject { ["call_notify_mode"] = "during", ["notify_incoming"] = wanted.Cards, ["notify_outgoing"] = wanted.Cards },
            ["incoming_call_actions"] = new JsonObject { ["create_client"] = wanted.CreateClients, ["create_order"] = "none" },
            ["outgoing_call_actions"] = new JsonObject { ["create_client"] = wanted.CreateClients, ["create_order"] = "none" },
            ["employee_mapping"] = mapping,
        };
        change(settings);
        return JsonSerializer.SerializeToElement(settings);
    }

    public override void AddClient(string account, PhoneNumber phone, string name, string ownerExtension) =>
        Account(account).Counterparties.Add(new StubCounterparty
        {
            Name = name,
            Phone = phone.ToString(),
            Owner = Account(account).Employees.Single(employee => employee.Extension == ownerExtension).Id,
        });

    public override int CountClients(string account, PhoneNumber phone) => Account(account).Counterparties.Count(client => client.Phone == phone.ToString());

    public override IReadOnlyList<SeenRecord> Records(string account) =>
        [.. Account(account).Calls.Select(call => new SeenRecord(
            call.Number, call.IsIncoming, call.Extension, Time(call.StartTime), call.EndTime is null ? null : Time(call.EndTime), [.. call.RecordUrl]))];

    public override IReadOnlyList<string> ShownTo(string account) =>
        [.. Account(account).Calls.SelectMany(call => call.Events).Where(happened => happened.Type == "SHOW").Select(happened => happened.Extension!).Distinct()];

    public override IReadOnlyList<string> Screens(string account) => [.. Account(account).Calls.SelectMany(call => call.Screens).Distinct()];

    private static DateTimeOffset Time(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), Moscow);
}
