using System.ComponentModel.DataAnnotations;

namespace CallControl.Web;

/// <summary>Section <c>Web</c>.</summary>
internal sealed class WebOptions
{
    /// <summary>The sites whose pages may ask for a number from a browser: <c>https://example.com</c>. Default: none (servers may always ask).</summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>How the world reaches this program, for the links it gives away: <c>https://calls.example.com</c>. Without it links are paths.</summary>
    [Url(ErrorMessage = "Web:PublicUrl must be a URL such as https://calls.example.com.")]
    public string? PublicUrl { get; set; }
}
