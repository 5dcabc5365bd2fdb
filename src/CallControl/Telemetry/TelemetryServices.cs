namespace CallControl.Telemetry;

internal static class TelemetryServices
{
    /// <summary>Metrics and traces. What gathers somewhere registers an <see cref="IBacklog"/> to be shown among the others.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry").ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<MetricsCollector>();
        services.AddHostedService<OtlpExport>();
        services.AddHostedService<BacklogGauges>();
        return services;
    }
}
