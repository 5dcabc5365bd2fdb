using System.ComponentModel.DataAnnotations;
using System.Net;
using CallControl.Asterisk.Agi;
using CallControl.Web;

namespace CallControl.FastAgi;

/// <summary>Section <c>FastAgi</c>: questions of dialplans, <c>AGI(agi://127.0.0.1/customer-name,0367)</c>.</summary>
internal sealed class FastAgiOptions : IValidatableObject
{
    /// <summary>Address and port, <c>127.0.0.1:4573</c>; 4573 is where Asterisk asks by default. Default: none, nothing is answered.</summary>
    public string? Listen { get; set; }

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/24</c>) that may ask beside this machine itself. FastAGI knows no password, and the answers hold customers' names and owners'
    /// numbers. Default: none.
    /// </summary>
    public string[] AllowFrom { get; set; } = [];

    /// <summary>How long a question may take: the caller waits meanwhile. CRMs have a shorter time (<c>Customers:Budget</c>). Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Questions at the same time; whoever comes beyond that is not answered, and his dialplan goes on. Default: 500.</summary>
    [Range(1, 10_000)]
    public int MostSessions { get; set; } = 500;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Listen is not null && !(IPEndPoint.TryParse(Listen, out var endpoint) && (endpoint.Port != 0 || Listen.EndsWith(":0", StringComparison.Ordinal))))
            yield return new ValidationResult($"FastAgi:Listen must be an address and a port like 127.0.0.1:4573, not '{Listen}'", [nameof(Listen)]);
        foreach (var text in AllowFrom.Where(text => WebOptions.NetworkOf(text) is null))
            yield return new ValidationResult($"FastAgi:AllowFrom must hold addresses or networks like 10.0.0.0/24, not '{text}'", [nameof(AllowFrom)]);
    }

    /// <summary>Null: nothing is answered.</summary>
    public AgiServerOptions? ForServer() => Listen is null
        ? null
        : new AgiServerOptions(IPEndPoint.Parse(Listen), [.. AllowFrom.Select(text => WebOptions.NetworkOf(text)!.Value)], Limit, MostSessions);
}
