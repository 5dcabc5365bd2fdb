namespace CallControl.Web;

/// <summary>Tells a request of a page that this program serves from one of anybody else's page.</summary>
internal static class SameOrigin
{
    /// <summary>By what browsers say of themselves; a request that says nothing of it is nobody's page.</summary>
    public static bool Is(HttpRequest request) => request.Headers["Sec-Fetch-Site"] switch
    {
        // Not sent to plain http: (except this machine), nor by old browsers.
        [] => request.Headers.Origin is [{ } origin] && IsOurs(request, origin),
        var site => site == "same-origin",
    };

    public static bool IsOurs(HttpRequest request, string origin) => origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
