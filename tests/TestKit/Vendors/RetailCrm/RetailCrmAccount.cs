using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>One account with all its data.</summary>
public sealed class RetailCrmAccount
{
    private int _lastId = 10;

    internal RetailCrmAccount(string key, TimeProvider time)
    {
        Key = key;
        MainWindow = new RequestWindow(10, TimeSpan.FromSeconds(1), 100, time);
        TelephonyWindow = new RequestWindow(40, TimeSpan.FromSeconds(1), 100, time);
    }

    public string Key { get; }

    /// <summary>The key may do this: <c>telephony</c>, <c>integration</c>, <c>customer</c>, <c>order</c>, <c>user</c>, <c>reference</c>.</summary>
    public HashSet<string> Scopes { get; } = ["telephony", "integration", "customer", "order", "user", "reference"];

    public List<StubUser> Users { get; } = [];

    /// <summary>Codes of the stores.</summary>
    public List<string> Sites { get; } = ["main-shop"];

    public List<StubCustomer> Customers { get; } = [];

    public List<StubCallRecord> Calls { get; } = [];

    public List<StubCallEvent> Events { get; } = [];

    public List<StubOrder> Orders { get; } = [];

    /// <summary>Registered modules by their code.</summary>
    public Dictionary<string, JsonObject> Modules { get; } = [];

    /// <summary>Whether a telephony module is registered and switched on.</summary>
    public bool IsTelephonyOn => Modules.Values.Any(IsOn);

    /// <summary>Extensions by user, of all modules that are on.</summary>
    public IEnumerable<(int User, string Code)> Codes => Modules.Values.Where(IsOn)
        .SelectMany(module => module["integrations"]!["telephony"]!["additionalCodes"]?.AsArray() ?? [])
        .Select(code => (code!["userId"]!.GetValue<int>(), code["code"]!.GetValue<string>()));

    /// <summary>The extension that <c>telephony/manager</c> says of a user; what the modules say when null.</summary>
    public Func<StubUser, string?>? ManagersCode { get; set; }

    public RequestWindow MainWindow { get; }

    public RequestWindow TelephonyWindow { get; }

    public StubUser Employ(string name)
    {
        var user = new StubUser(++_lastId, name, $"user{_lastId}@example.com");
        Users.Add(user);
        return user;
    }

    public StubCustomer Add(StubCustomer customer)
    {
        customer.Id = ++_lastId;
        Customers.Add(customer);
        return customer;
    }

    /// <summary>As if a module had been registered already.</summary>
    public void Register(string code, params (StubUser User, string Extension)[] codes) => Modules[code] = new JsonObject
    {
        ["code"] = code,
        ["active"] = true,
        ["integrations"] = new JsonObject
        {
            ["telephony"] = new JsonObject
            {
                ["additionalCodes"] = new JsonArray([.. codes.Select(pair => new JsonObject { ["userId"] = pair.User.Id, ["code"] = pair.Extension })]),
            },
        },
    };

    /// <summary>The extensions on whose screens a pop-up is now.</summary>
    public IReadOnlyList<string> Screens(string? callId = null)
    {
        var screens = new HashSet<(string Call, string Code)>();
        foreach (var happened in Events.Where(happened => callId is null || happened.CallId == callId))
        {
            foreach (var code in happened.Codes)
            {
                if (happened.Type == "hangup")
                    screens.Remove((happened.CallId, code));
                else
                    screens.Add((happened.CallId, code));
            }
        }

        return [.. screens.Select(screen => screen.Code).Distinct()];
    }

    internal int NextId() => ++_lastId;

    private static bool IsOn(JsonObject module) => module["active"]?.GetValue<bool>() == true && module["integrations"]?["telephony"] is not null;
}
