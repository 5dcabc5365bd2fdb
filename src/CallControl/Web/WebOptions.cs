namespace CallControl.Web;

/// <summary>Section <c>Web</c>.</summary>
internal sealed class WebOptions
{
    /// <summary>The sites whose pages may ask for a number from a browser: <c>https://example.com</c>. Default: none (servers may always ask).</summary>
    public string[] AllowedOrigins { get; set; } = [];
}
