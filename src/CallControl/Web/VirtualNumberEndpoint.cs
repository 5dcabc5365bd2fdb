using System.Globalization;
using CallControl.Numbers;
using CallControl.Overload;
using CallControl.Web.Visitors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CallControl.Web;

/// <summary><c>/get-virtual-number</c>: what a site's "Call" button asks.</summary>
internal static class VirtualNumberEndpoint
{
    private const string Path = "/get-virtual-number";
    private const int LargestBody = 4096;

    public static void MapVirtualNumber(this IEndpointRouteBuilder routes)
    {
        var leases = routes.MapGroup(Path).RequireRateLimiting(VisitorServices.RateLimit).WithTags("Site");
        leases.MapGet("", GetAsync).WithSummary("A virtual number for a listing, on a visitor's click; the same names as in the body").Answers();
        leases.MapPost("", PostAsync).WithSummary("A virtual number for a listing, on a visitor's click").Answers()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private static RouteHandlerBuilder Answers(this RouteHandlerBuilder route) => route
        .Produces<VirtualNumberResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> GetAsync(HttpContext http, NumberPool pool, LeaseShedding shedding, VisitorGate gate)
    {
        var texts = VisitorTexts.For(http.Request);
        return gate.Refuse(http) ?? await LeaseAsync(LeaseRequest.FromQuery(http.Request.Query, texts), texts, http, pool, shedding, gate);
    }

    private static async Task<IResult> PostAsync(HttpContext http, NumberPool pool, LeaseShedding shedding, VisitorGate gate)
    {
        var texts = VisitorTexts.For(http.Request);
        if (gate.Refuse(http) is { } refusal)
            return refusal;
        if (!http.Request.HasJsonContentType())
            return TypedResults.Problem(texts.WrongContentType, statusCode: StatusCodes.Status415UnsupportedMediaType, title: texts.BadRequest);
        return await LeaseAsync(await LeaseRequest.FromBodyAsync(http.Request.Body, texts, http.RequestAborted), texts, http, pool, shedding, gate);
    }

    private static async Task<IResult> LeaseAsync(LeaseRequest request, VisitorTexts texts, HttpContext http, NumberPool pool, LeaseShedding shedding, VisitorGate gate)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (request.Errors.Count > 0)
            return TypedResults.ValidationProblem(request.Errors, title: texts.BadRequest);
        if (gate.Count(http, request) is { } refusal)
            return refusal;
        switch (await shedding.InsteadOfAsync(request.ListingId, http.RequestAborted) ?? await pool.LeaseAsync(request.ListingId, request.VisitorId, http.RequestAborted))
        {
            case LeaseResult.Leased lease:
                return TypedResults.Ok(new VirtualNumberResponse(lease.Number, lease.Number.ToDisplay(), lease.ExpiresAt.UtcDateTime, lease.Listing.Id));
            case LeaseResult.PoolEmpty empty:
                // It stays counted: the answer gives away the owner's number.
                return PoolEmpty(empty, texts, http.Response);
            default:
                gate.GiveBack(http, request);
                return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: texts.UnknownListing, extensions: [new("listing_id", request.ListingId)]);
        }
    }

    private static ProblemHttpResult PoolEmpty(LeaseResult.PoolEmpty empty, VisitorTexts texts, HttpResponse response)
    {
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(empty.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var owner = empty.Listing.OwnerPhone;
        return TypedResults.Problem(
            owner is null ? texts.TryLater : texts.CallOwner,
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: texts.PoolEmpty,
            extensions:
            [
                new("listing_id", empty.Listing.Id),
                new("owner_phone", owner?.ToString()),
                new("owner_phone_display", owner?.ToDisplay()),
            ]);
    }
}
