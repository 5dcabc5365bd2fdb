using System.Globalization;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Visitors;

/// <summary>Stands before <c>/get-virtual-number</c>: lets in clicks of allowed sites' visitors, each for its share of the pool.</summary>
internal sealed class VisitorGate(
    ListingQuota quota, IOptions<VisitorsOptions> options, IOptions<WebOptions> web, IOptions<NumbersOptions> numbers, ILogger<VisitorGate> logger)
{
    /// <summary>The answer for one who is not let in; null for others.</summary>
    public IResult? Refuse(HttpContext http)
    {
        var texts = VisitorTexts.For(http.Request);
        if (IsForeign(http.Request))
        {
            NumberMetrics.Count("foreign_site");
            return Refusal(http, "foreign origin", texts.ForeignSite);
        }

        if (IsServer(http) || ClickTest.WhyNot(http.Request) is not { } why)
            return null;
        NumberMetrics.Count("not_a_click");
        return Refusal(http, why, texts.NotAClick);
    }

    /// <summary>Counts the listing; the answer for one who has had his share, null for others.</summary>
    public IResult? Count(HttpContext http, LeaseRequest request)
    {
        if (quota.Take(request.ListingId, numbers.Value.LeaseDuration, SidesOf(http, request)) is not { } refusal)
            return null;
        NumberMetrics.Count("quota");
        Log.VisitorRefused(logger, ClientAddress.HouseholdOf(http.Connection.RemoteIpAddress), "quota of " + refusal.Side);
        return TooMany(http, refusal.RetryAfter);
    }

    /// <summary>The listing that was counted does not exist.</summary>
    public void GiveBack(HttpContext http, LeaseRequest request) => quota.GiveBack(request.ListingId, SidesOf(http, request));

    public static IResult TooMany(HttpContext http, TimeSpan retryAfter)
    {
        var texts = VisitorTexts.For(http.Request);
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(texts.TryLater, statusCode: StatusCodes.Status429TooManyRequests, title: texts.TooMany);
    }

    /// <summary>A server of ours asks for its visitors: it has a key.</summary>
    private static bool IsServer(HttpContext http) => http.User.Identity?.IsAuthenticated == true;

    private QuotaSide[] SidesOf(HttpContext http, LeaseRequest request)
    {
        QuotaSide[] visitor = request.VisitorId is { } id ? [new("visitor " + id, options.Value.ListingsPerVisitor)] : [];
        if (IsServer(http))
            return visitor;
        var address = http.Connection.RemoteIpAddress;
        return
        [
            .. visitor,
            new("address " + ClientAddress.HouseholdOf(address), options.Value.ListingsPerAddress),
            new("subnet " + ClientAddress.SubnetOf(address), options.Value.ListingsPerSubnet),
        ];
    }

    // Browsers name the page's site; one of ours is allowed, and so is a page that this program serves itself.
    private bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin, ..]
        && !web.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        && !SameOrigin.IsOurs(request, origin);

    private IResult Refusal(HttpContext http, string why, string detail)
    {
        Log.VisitorRefused(logger, ClientAddress.HouseholdOf(http.Connection.RemoteIpAddress), why);
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: VisitorTexts.For(http.Request).Refused);
    }
}
