namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>One customer of MoySklad, with all its data.</summary>
public sealed class MoySkladAccount
{
    private readonly Dictionary<string, int> _failures = [];

    internal MoySkladAccount(string key, string token, int remapRequests, TimeProvider time)
    {
        Key = key;
        Token = token;
        PhoneWindow = new RequestWindow(100, TimeSpan.FromSeconds(5), 5, time);
        RemapWindow = new RequestWindow(remapRequests, TimeSpan.FromSeconds(3), 5, time);
    }

    /// <summary>Of the Phone API.</summary>
    public string Key { get; }

    /// <summary>Of the JSON API.</summary>
    public string Token { get; }

    /// <summary>The telephony solution is connected in the catalogue.</summary>
    public bool IsInstalled { get; set; } = true;

    /// <summary>The token's user may see and change clients and orders.</summary>
    public bool HasRights { get; set; } = true;

    /// <summary>What an extension that nobody has means: by default nothing.</summary>
    public bool RefusesUnknownExtensions { get; set; }

    /// <summary>More than 200 equal requests failed: MoySklad has switched the account's access off.</summary>
    public bool IsLockedOut { get; private set; }

    public List<StubEmployee> Employees { get; } = [];

    public List<StubCounterparty> Counterparties { get; } = [];

    public List<StubCall> Calls { get; } = [];

    public List<StubOrder> Orders { get; } = [];

    /// <summary>Names of order statuses, with their ids.</summary>
    public Dictionary<string, string> OrderStates { get; } = [];

    public string OrganizationId { get; } = Guid.NewGuid().ToString();

    public RequestWindow PhoneWindow { get; }

    public RequestWindow RemapWindow { get; }

    public StubEmployee Employ(string? extension, string name)
    {
        var employee = new StubEmployee(Guid.NewGuid().ToString(), extension, name, $"user{Employees.Count + 1}@example.com");
        Employees.Add(employee);
        return employee;
    }

    internal void CountFailure(StubRequest request, int status)
    {
        const int most = 200;
        var same = $"{status} {request.Method} {request.Path} {request.Body}";
        _failures[same] = _failures.GetValueOrDefault(same) + 1;
        IsLockedOut |= _failures[same] > most;
    }
}
