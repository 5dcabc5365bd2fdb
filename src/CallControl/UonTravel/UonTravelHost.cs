using CallControl.Crm.UonTravel;
using CallControl.Enterprises;

namespace CallControl.UonTravel;

internal static class UonTravelHost
{
    /// <summary>The vendor, and what only this program can do for it: webhooks and lists for the administration page.</summary>
    public static IServiceCollection AddUonTravelHost(this IServiceCollection services)
    {
        services.AddUonTravel();
        services.AddSingleton<ClientChanges>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<WebhookTurn>();
        services.AddSingleton<WebhookRenewal>();
        services.AddSingleton<IIntegrationSaved>(provider => provider.GetRequiredService<WebhookRenewal>());
        services.AddSingleton<WebhookRepair>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookRepair>());
        return services;
    }

    public static void MapUonTravel(this WebApplication app)
    {
        WebhookEndpoint.Map(app);
        app.MapUonAdmin();
    }
}
