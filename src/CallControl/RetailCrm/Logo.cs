namespace CallControl.RetailCrm;

/// <summary><c>GET /retailcrm/logo.svg</c>: RetailCRM takes no module without a logo, and only an SVG.</summary>
internal static class Logo
{
    private const string Svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#1f7a8c"/><path fill="#fff" d="M22 14l7 3 1 10-5 4c2 5 5 8 9 10l4-5 10 1 3 7c-2 5-6 7-11 6C27 47 18 38 15 25c-1-5 2-9 7-11z"/></svg>
        """;

    public static void MapLogo(this WebApplication app) => app.MapGet("/retailcrm/logo.svg", () => TypedResults.Text(Svg, "image/svg+xml")).ExcludeFromDescription();
}
