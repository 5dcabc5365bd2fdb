using System.Net;
using CallControl.Calls;
using CallControl.Flows.VirtualNumber;
using CallControl.Numbers;
using CallControl.Recordings;

namespace CallControl.Nodes;

/// <summary>Registers the Asterisk nodes and the calls on them.</summary>
internal static class NodeServices
{
    public static IServiceCollection AddNodes(this IServiceCollection services)
    {
        services.AddOptions<AsteriskOptions>().BindConfiguration(AsteriskOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(NodeParts.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // Asterisk closes an idle connection after 15 s (session_keep_alive): ours must be the shorter one.
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
                AutomaticDecompression = DecompressionMethods.None,
            });
        services.AddSingleton<NodeParts>();
        services.AddSingleton<NodeDirectory>();
        services.AddHostedService<NodesService>();
        services.AddHealthChecks().AddCheck<NodeHealthCheck>("ari");
        return services;
    }

    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<CallJournal>();
        services.AddHostedService(provider => provider.GetRequiredService<CallJournal>());
        services.AddSingleton<IncomingCalls>();
        services.AddSingleton<CallRecorder>();
        return services;
    }

    public static IServiceCollection AddVirtualNumberFlow(this IServiceCollection services)
    {
        services.AddOptions<VirtualNumberOptions>().BindConfiguration(VirtualNumberOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IListingLeased, ListingPrompts>();
        services.AddSingleton<VirtualNumberParts>();
        return services;
    }
}
