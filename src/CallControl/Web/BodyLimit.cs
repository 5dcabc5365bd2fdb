using Microsoft.AspNetCore.Http.Features;

namespace CallControl.Web;

/// <summary>How much of a body is read from strangers.</summary>
internal static class BodyLimit
{
    /// <returns>False when the body says that it is longer. One that says nothing of its length fails with <see cref="BadHttpRequestException"/> while it is read.</returns>
    public static bool Set(HttpRequest request, long longest)
    {
        if (request.ContentLength > longest)
            return false;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = longest;
        return true;
    }
}
