using CallControl.Telemetry;

namespace CallControl.Calls;

internal static class CallServices
{
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddSingleton(Replica.New());
        services.AddSingleton<LiveCallers>();
        services.AddSingleton<CallClaims>();
        services.AddSingleton<CallJournal>();
        services.AddHostedService(provider => provider.GetRequiredService<CallJournal>());
        services.AddSingleton<IBacklog>(provider => provider.GetRequiredService<CallJournal>());
        return services;
    }
}
