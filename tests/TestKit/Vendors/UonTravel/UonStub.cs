using System.Collections.Immutable;

namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>U-ON's API as far as telephony uses it, refusing what U-ON refuses, and remarking what it swallows without effect.</summary>
public sealed class UonStub : VendorStub
{
    private readonly UonMethods _methods;
    private ImmutableList<UonAccount> _accounts = [];

    public UonStub() => _methods = new UonMethods(Time, () => IndexDelay);

    /// <summary>How long a new client can't be found by phone.</summary>
    public TimeSpan IndexDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <param name="key">The account's.</param>
    /// <param name="requests">How many may begin within a second.</param>
    public UonAccount Open(string key, int requests = 10)
    {
        var account = new UonAccount(key, requests, Time);
        _accounts = _accounts.Add(account);
        return account;
    }

    /// <summary>The method of a request: <c>lead/create</c>.</summary>
    public static string MethodOf(StubRequest request)
    {
        var path = request.Path.Split('/', 3) is [_, _, var rest] ? rest : "";
        return path.EndsWith(".json", StringComparison.Ordinal) ? path[..^5] : path;
    }

    protected override StubAnswer? Enter(StubRequest request) =>
        Find(request) is not { } account || account.Window.Enter() == TimeSpan.Zero ? null : UonRefusal.Error(429, "Too many requests");

    protected override void Leave(StubRequest request) => Find(request)?.Window.Leave();

    protected override StubAnswer Refuse(StubRequest request, VendorTrouble trouble) => trouble switch
    {
        VendorTrouble.TooMany => UonRefusal.Error(429, "Too many requests"),
        VendorTrouble.Unavailable => UonRefusal.Error(503, "Service unavailable"),
        _ => UonRefusal.Error(403, "API key is wrong"),
    };

    protected override StubAnswer Answer(StubRequest request)
    {
        try
        {
            if (Find(request) is not { } account)
                return UonRefusal.Error(403, "API key is wrong");
            if (!request.Path.EndsWith(".json", StringComparison.Ordinal))
                return UonRefusal.Error(404, "No route found");
            var method = MethodOf(request);
            if (account.Refused.Contains(method.Split('/') is [var first, var second, ..] ? $"{first}/{second}" : method))
                return UonRefusal.Error(400, "Bad request");
            return _methods.Answer(request, account, method);
        }
        catch (UonRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    private UonAccount? Find(StubRequest request) => request.Path.Split('/') is [_, var key, ..] ? _accounts.Find(account => account.Key == key) : null;
}
