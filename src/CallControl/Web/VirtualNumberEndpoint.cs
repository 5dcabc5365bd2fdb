using System.Globalization;
using CallControl.Numbers;
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
        routes.MapGet(Path, GetAsync);
        routes.MapPost(Path, PostAsync).WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private static Task<IResult> GetAsync(HttpContext http, NumberPool pool)
    {
        var texts = VisitorTexts.For(http.Request);
        return LeaseAsync(LeaseRequest.FromQuery(http.Request.Query, texts), texts, http, pool);
    }

    private static async Task<IResult> PostAsync(HttpContext http, NumberPool pool)
    {
        var texts = VisitorTexts.For(http.Request);
        if (!http.Request.HasJsonContentType())
            return TypedResults.Problem(texts.WrongContentType, statusCode: StatusCodes.Status415UnsupportedMediaType, title: texts.BadRequest);
        return await LeaseAsync(await LeaseRequest.FromBodyAsync(http.Request.Body, texts, http.RequestAborted), texts, http, pool);
    }

    private static async Task<IResult> LeaseAsync(LeaseRequest request, VisitorTexts texts, HttpContext http, NumberPool pool)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (request.Errors.Count > 0)
            return TypedResults.ValidationProblem(request.Errors, title: texts.BadRequest);
        return await pool.LeaseAsync(request.ListingId, request.VisitorId, http.RequestAborted) switch
        {
            LeaseResult.Leased lease => TypedResults.Ok(
                new VirtualNumberResponse(lease.Number, lease.Number.ToDisplay(), lease.ExpiresAt.UtcDateTime, lease.Listing.Id)),
            LeaseResult.PoolEmpty empty => PoolEmpty(empty, texts, http.Response),
            _ => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: texts.UnknownListing, extensions: [new("listing_id", request.ListingId)]),
        };
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
