using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>RetailCRM's API v5 as far as telephony uses it, refusing what RetailCRM refuses.</summary>
public sealed class RetailCrmStub : VendorStub
{
    private const string Versioned = "/api/v5/";
    private const string Credentials = "/api/credentials";

    private ImmutableList<RetailCrmAccount> _accounts = [];

    /// <param name="time">What limits are counted by; the system's when null.</param>
    public RetailCrmStub(TimeProvider? time = null) => Time = time ?? TimeProvider.System;

    /// <summary>What goes into the settings.</summary>
    public Uri ApiAddress => new(Address, "/api/v5");

    public RetailCrmAccount Open(string key)
    {
        var account = new RetailCrmAccount(key, Time);
        _accounts = _accounts.Add(account);
        return account;
    }

    /// <summary>For <see cref="VendorStub.Suffer"/>.</summary>
    public static bool IsTelephony(StubRequest request) => request.Path.StartsWith(Versioned + "telephony/", StringComparison.Ordinal);

    protected override StubAnswer? Enter(StubRequest request) =>
        Window(request) is { } window && window.Enter() != TimeSpan.Zero ? new StubRefusal(503, "API limit exceeded").Answer : null;

    protected override void Leave(StubRequest request) => Window(request)?.Leave();

    protected override StubAnswer Refuse(StubRequest request, VendorTrouble trouble) => trouble switch
    {
        VendorTrouble.TooMany => new StubRefusal(429, "API limit exceeded").Answer,
        VendorTrouble.Unavailable => new StubRefusal(503, "API limit exceeded").Answer,
        _ => new StubRefusal(403, "Wrong \"apiKey\" value.").Answer,
    };

    protected override StubAnswer Answer(StubRequest request)
    {
        try
        {
            if (request.Query.ContainsKey("apiKey"))
                request.Remarks.Add("the key is in the address");
            if (request.Header("X-API-KEY").Length == 0)
                throw new StubRefusal(400, "\"apiKey\" is missing.");
            var account = Find(request) ?? throw new StubRefusal(403, "Wrong \"apiKey\" value.");
            if (request.Path == Credentials)
                return Scopes(account);
            if (!request.Path.StartsWith(Versioned, StringComparison.Ordinal))
                throw StubRefusal.NoSuchMethod();
            var path = request.Path[Versioned.Length..].Split('/');
            if (ScopeOf(path[0]) is not { } scope)
                throw StubRefusal.NoSuchMethod();
            if (!account.Scopes.Contains(scope))
                throw new StubRefusal(403, "Access denied.");
            return path[0] == "telephony" ? TelephonyApi.Answer(request, account, path[1..]) : MainApi.Answer(request, account, path);
        }
        catch (StubRefusal refusal)
        {
            if (refusal.IsNoSuchMethod)
                request.Remarks.Add($"there is no {request.Method} {request.Path}");
            return refusal.Answer;
        }
    }

    private static StubAnswer Scopes(RetailCrmAccount account) => MainApi.Ok(
        ("scopes", new JsonArray([.. account.Scopes.Order().Select(scope => JsonValue.Create(scope))])),
        ("siteAccess", "access_full"),
        ("sitesAvailable", new JsonArray([.. account.Sites.Select(site => JsonValue.Create(site))])));

    private static string? ScopeOf(string method) => method switch
    {
        "integration-modules" => "integration",
        "telephony" or "reference" => method,
        "customers" or "orders" or "users" => method.TrimEnd('s'),
        _ => null,
    };

    private RetailCrmAccount? Find(StubRequest request) => _accounts.Find(account => account.Key == request.Header("X-API-KEY"));

    private RequestWindow? Window(StubRequest request) =>
        Find(request) is not { } account ? null : IsTelephony(request) ? account.TelephonyWindow : account.MainWindow;
}
