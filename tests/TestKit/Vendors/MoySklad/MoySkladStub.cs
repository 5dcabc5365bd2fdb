using System.Collections.Immutable;
using System.Globalization;

namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>MoySklad's Phone API 1.0 and JSON API 1.2, as far as telephony uses them, refusing what MoySklad refuses.</summary>
public sealed class MoySkladStub : VendorStub
{
    private const string PhonePath = "/api/phone/1.0";
    private const string RemapPath = "/api/remap/1.2";
    private const string OnlyType = "application/json;charset=utf-8";

    private ImmutableList<MoySkladAccount> _accounts = [];
    private readonly PhoneApi _phone;
    private readonly RemapApi _remap;

    public MoySkladStub()
    {
        _phone = new PhoneApi(this);
        _remap = new RemapApi(this);
    }

    public Uri PhoneAddress => new(Address, PhonePath);

    public Uri RemapAddress => new(Address, RemapPath);

    /// <param name="key">Of the Phone API.</param>
    /// <param name="token">Of the JSON API.</param>
    /// <param name="remapRequests">How many requests to the JSON API may begin in three seconds: 45 with a solution's token, 15 with a user's.</param>
    public MoySkladAccount Open(string key, string token, int remapRequests = 15)
    {
        var account = new MoySkladAccount(key, token, remapRequests, Time);
        _accounts = _accounts.Add(account);
        return account;
    }

    /// <summary>For <see cref="VendorStub.Suffer"/>.</summary>
    public static bool IsRemap(StubRequest request) => request.Path.StartsWith(RemapPath, StringComparison.Ordinal);

    /// <inheritdoc cref="IsRemap"/>
    public static bool IsPhone(StubRequest request) => request.Path.StartsWith(PhonePath, StringComparison.Ordinal);

    internal string Href(string kind, string id) => $"{RemapAddress}/entity/{kind}/{id}";

    protected override StubAnswer? Enter(StubRequest request)
    {
        if (Window(request) is not { } window)
            return null;
        var room = window.Enter();
        if (room == TimeSpan.Zero)
            return null;
        var refused = room is null
            ? StubRefusal.Error(429, 1073, "too many parallel requests")
            : StubRefusal.Error(429, 1049, "too many requests");
        refused.Headers["X-RateLimit-Limit"] = window.Limit.ToString(CultureInfo.InvariantCulture);
        refused.Headers["X-RateLimit-Remaining"] = window.Remaining.ToString(CultureInfo.InvariantCulture);
        refused.Headers["X-Lognex-Retry-TimeInterval"] = Milliseconds(window.Per);
        refused.Headers["X-Lognex-Reset"] = Milliseconds(room ?? TimeSpan.Zero);
        if (room is { } wait)
            refused.Headers["X-Lognex-Retry-After"] = Milliseconds(wait);
        return refused;
    }

    protected override void Leave(StubRequest request) => Window(request)?.Leave();

    protected override StubAnswer Refuse(StubRequest request, VendorTrouble trouble)
    {
        switch (trouble)
        {
            case VendorTrouble.TooMany:
                var tooMany = StubRefusal.Error(429, 1049, "too many requests");
                tooMany.Headers["X-Lognex-Retry-After"] = "250";
                return tooMany;
            case VendorTrouble.Unavailable:
                return StubRefusal.Error(503, 1095, "temporarily unavailable");
            case VendorTrouble.InUse:
                return new StubAnswer(409);
            default:
                return Unauthorized();
        }
    }

    protected override StubAnswer Answer(StubRequest request)
    {
        var account = Find(request);
        var answer = AnswerOrRefuse(request, account);
        if (answer.Status >= 400)
            account?.CountFailure(request, answer.Status);
        return answer;
    }

    private StubAnswer AnswerOrRefuse(StubRequest request, MoySkladAccount? account)
    {
        try
        {
            if (!request.Header("Accept-Encoding").Contains("gzip", StringComparison.Ordinal))
                return new StubAnswer(415);
            if (!AcceptsOnlyType(request))
                throw new StubRefusal(400, 1062, "wrong Accept header", "Accept");
            if (account is null)
                return Unauthorized();
            if (account.IsLockedOut)
                throw new StubRefusal(403, 1056, "access is switched off after too many failing requests");
            if (request.Method is "POST" or "PUT" && request.Header("Content-Type") is not ("application/json" or OnlyType))
                throw new StubRefusal(415, 1037, "wrong Content-Type", "Content-Type");
            return IsPhone(request)
                ? _phone.Answer(request, account, request.Path[(PhonePath.Length + 1)..])
                : _remap.Answer(request, account, request.Path[(RemapPath.Length + 1)..]);
        }
        catch (StubRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    // The Phone API does without the header; if it is there, it has to be right.
    private static bool AcceptsOnlyType(StubRequest request) =>
        request.Header("Accept") is var accept && (accept == OnlyType || (accept.Length == 0 && IsPhone(request)));

    private MoySkladAccount? Find(StubRequest request)
    {
        var key = request.Header("Lognex-Phone-Auth-Token");
        var bearer = request.Header("Authorization");
        return _accounts.Find(account => IsPhone(request) ? account.Key == key : IsRemap(request) && bearer == "Bearer " + account.Token);
    }

    private RequestWindow? Window(StubRequest request) => Find(request) is not { } account ? null : IsPhone(request) ? account.PhoneWindow : account.RemapWindow;

    private static StubAnswer Unauthorized()
    {
        var answer = StubRefusal.Error(401, 1056, "authentication error: wrong key");
        answer.Headers["X-Lognex-Auth"] = "1056";
        answer.Headers["X-Lognex-Auth-Message"] = "wrong key";
        return answer;
    }

    private static string Milliseconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
}
