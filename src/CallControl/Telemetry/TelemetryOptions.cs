using System.ComponentModel.DataAnnotations;
using CallControl.Web;

namespace CallControl.Telemetry;

/// <summary>Section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Networks and addresses besides this machine that may read <c>/metrics</c>: <c>10.0.0.0/8</c>. Default: none.</summary>
    public string[] MetricsFrom { get; set; } = [];

    /// <summary>Whoever shows it as a bearer token may read <c>/metrics</c> from anywhere. Default: none.</summary>
    [MinLength(ApiKey.ShortestKey, ErrorMessage = "Telemetry:MetricsToken is shorter than 16 characters")]
    public string? MetricsToken { get; set; }

    /// <summary>Where metrics and traces are sent, an OTLP collector: <c>http://127.0.0.1:4317</c>. Default: nowhere.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>How that collector is spoken to.</summary>
    public OtlpProtocol OtlpProtocol { get; set; } = OtlpProtocol.Grpc;

    /// <summary>Headers for that collector, <c>name=value,name=value</c>. Default: none.</summary>
    public string? OtlpHeaders { get; set; }

    /// <summary>How often metrics are sent.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OtlpInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The share of calls that are traced, from 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double TracedCalls { get; set; } = 1;

    /// <summary>What this process is called where several report: <c>service.name</c>.</summary>
    [Required]
    public string ServiceName { get; set; } = "callcontrol";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var network in MetricsFrom.Where(network => WebOptions.NetworkOf(network) is null))
            yield return new ValidationResult($"Telemetry:MetricsFrom: '{network}' is neither an address nor a network such as 10.0.0.0/8");
        if (OtlpEndpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
            yield return new ValidationResult("Telemetry:OtlpEndpoint must be a URL such as http://127.0.0.1:4317");
    }
}
