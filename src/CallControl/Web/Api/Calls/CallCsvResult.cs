namespace CallControl.Web.Api.Calls;

/// <summary>Streams calls into the answer.</summary>
internal sealed class CallCsvResult(CallSearch search, CallFilter filter, char separator) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"calls.csv\"";
        response.Headers.CacheControl = "no-store";
        await new CallCsv(response.Body, separator).WriteAsync(search.StreamAsync(filter, httpContext.RequestAborted), httpContext.RequestAborted);
    }
}
