using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CallControl.Web;

/// <summary>Section <c>Web</c>.</summary>
internal sealed class WebOptions : IValidatableObject
{
    /// <summary>The sites whose pages may ask for a number from a browser: <c>https://example.com</c>. Default: none (servers may always ask).</summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>Who may use <c>/api/v1</c>. Default: nobody.</summary>
    public ApiKey[] ApiKeys { get; set; } = [];

    /// <summary>
    /// Whether this machine's own programs need an API key too, for <c>/config</c>, <c>/customer-*</c> and <c>/internal/recovery</c>. To be set where a proxy on this machine passes those on
    /// without saying for whom. Default: false.
    /// </summary>
    public bool AlwaysDemandKey { get; set; }

    /// <summary>
    /// Proxies in front of this program, addresses or networks (<c>10.0.0.0/8</c>), whose <c>X-Forwarded-For</c> is believed. Default: none;
    /// the visitor's address is then the connection's.
    /// </summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>How the world reaches this program, for the links it gives away: <c>https://calls.example.com</c>. Without it links are paths.</summary>
    [Url(ErrorMessage = "Web:PublicUrl must be a URL such as https://calls.example.com.")]
    public string? PublicUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var index = 0; index < ApiKeys.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(ApiKeys[index].Name))
                yield return new ValidationResult($"Web:ApiKeys:{index}:Name is missing");
            if (ApiKeys[index].Key.Length < ApiKey.ShortestKey)
                yield return new ValidationResult($"Web:ApiKeys:{index}:Key is shorter than {ApiKey.ShortestKey} characters");
        }

        foreach (var proxy in TrustedProxies.Where(proxy => NetworkOf(proxy) is null))
            yield return new ValidationResult($"Web:TrustedProxies: '{proxy}' is neither an address nor a network such as 10.0.0.0/8");
    }

    /// <summary>An address is a network of one. Null when it is neither.</summary>
    public static IPNetwork? NetworkOf(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network) ? network : null;
    }
}
