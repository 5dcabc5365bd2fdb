using System.Net;

namespace CallControl.Nodes;

internal static class NodeServices
{
    public static IServiceCollection AddNodes(this IServiceCollection services)
    {
        services.AddOptions<AsteriskOptions>().BindConfiguration(AsteriskOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(NodeParts.HttpClientName)
            // Four lines for each request, of which a call makes a dozen; what goes wrong is said by who asked.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // Asterisk closes an idle connection after 15 s (session_keep_alive): ours must be the shorter one.
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
                AutomaticDecompression = DecompressionMethods.None,
            });
        services.AddSingleton<NodeParts>();
        services.AddSingleton<NodeDirectory>();
        services.AddSingleton<IncomingCalls>();
        services.AddHostedService<NodesService>();
        services.AddHostedService<NodeGauges>();
        services.AddHealthChecks().AddCheck<NodeHealthCheck>("ari", tags: ["ready"]).AddCheck<ManagerHealthCheck>("ami", tags: ["ready"]);
        return services;
    }
}
