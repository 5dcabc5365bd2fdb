using CallControl.Asterisk.Ari.Link;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CallControl.Telemetry;

/// <summary>Sends metrics and traces to an OTLP collector, where one is configured. A collector that is away costs nothing but what it misses.</summary>
internal sealed class OtlpExport(IOptions<TelemetryOptions> options, ILogger<OtlpExport> logger) : IHostedService, IDisposable
{
    private const int LastMomentMs = 2000;

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.OtlpEndpoint is not { } endpoint)
            return Task.CompletedTask;

        var resource = ResourceBuilder.CreateDefault().AddService(settings.ServiceName, serviceVersion: BuildInfo.Version);
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter([.. MeterNames.Patterns])
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, settings, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)settings.OtlpInterval.TotalMilliseconds;
            })
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new CallSampler(settings.TracedCalls))
            .AddSource(CallActivities.SourceName, AriLink.ActivitySourceName, "Npgsql")
            .AddOtlpExporter(exporter => Configure(exporter, settings, "v1/traces"))
            .Build();
        Log.Exporting(logger, endpoint.GetLeftPart(UriPartial.Authority), settings.OtlpProtocol, settings.TracedCalls);
        return Task.CompletedTask;
    }

    /// <summary>What is not sent yet gets a last moment, and no more: a collector that is away must not hold the stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.ForceFlush(LastMomentMs);
            _metrics?.ForceFlush(LastMomentMs);
        },
        cancellationToken);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static void Configure(OtlpExporterOptions exporter, TelemetryOptions settings, string path)
    {
        exporter.Protocol = settings.OtlpProtocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        // Given an address in code, the exporter adds no path to it.
        exporter.Endpoint = settings.OtlpProtocol == OtlpProtocol.Grpc
            ? settings.OtlpEndpoint!
            : new Uri($"{settings.OtlpEndpoint!.AbsoluteUri.TrimEnd('/')}/{path}");
        if (settings.OtlpHeaders is { } headers)
            exporter.Headers = headers;
    }
}
