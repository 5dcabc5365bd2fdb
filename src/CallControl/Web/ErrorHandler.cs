using System.Globalization;
using CallControl.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace CallControl.Web;

/// <summary>Turns what an endpoint throws into problem details that tell a visitor nothing about our insides.</summary>
internal sealed class ErrorHandler(ILogger<ErrorHandler> logger) : IExceptionHandler
{
    private const int RetrySeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var texts = VisitorTexts.For(httpContext.Request);
        var (status, title) = exception switch
        {
            NpgsqlException away when StorageErrors.MayPass(away) => (StatusCodes.Status503ServiceUnavailable, texts.Unavailable),
            BadHttpRequestException bad => (bad.StatusCode, texts.BadRequest),
            _ => (StatusCodes.Status500InternalServerError, texts.Failed),
        };
        Report(httpContext, exception, status);
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        // Unlike IProblemDetailsService this writes JSON whatever the request accepts.
        await TypedResults.Problem(statusCode: status, title: title).ExecuteAsync(httpContext);
        return true;
    }

    private void Report(HttpContext http, Exception exception, int status)
    {
        if (exception is NpgsqlException away && status == StatusCodes.Status503ServiceUnavailable)
            Log.DatabaseAway(logger, RouteOf(http), StorageErrors.Describe(away));
        else if (status == StatusCodes.Status500InternalServerError)
            Log.RequestFailed(logger, exception, http.Request.Method, RouteOf(http));
    }

    // Not the path itself: addresses of webhooks and links have secrets in them. The handler's feature knows the endpoint, which the request has forgotten by now.
    private static string RouteOf(HttpContext http) =>
        (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "an unknown address";
}
