using System.ComponentModel.DataAnnotations;

namespace CallControl.Web.Visitors;

/// <summary>
/// Section <c>Web:Visitors</c>: how much of the pool one side may take, so that a scraper can't drain it. What counts is different listings
/// within one lease time: asking again for the same listing takes no other number. Requests with an API key, from the site's own server,
/// are counted by the visitor id that they name and by nothing else.
/// </summary>
internal sealed class VisitorsOptions
{
    /// <summary>Different listings per visitor id. Default: 6.</summary>
    [Range(1, 1_000_000)]
    public int ListingsPerVisitor { get; set; } = 6;

    /// <summary>Different listings per address (a /64 for IPv6): a household, or the office behind one router. Default: 8.</summary>
    [Range(1, 1_000_000)]
    public int ListingsPerAddress { get; set; } = 8;

    /// <summary>Different listings per network: /24 for IPv4, /48 for IPv6. Default: 12.</summary>
    [Range(1, 1_000_000)]
    public int ListingsPerSubnet { get; set; } = 12;

    /// <summary>Requests per address and minute, whatever they ask for. Default: 60.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 60;
}
