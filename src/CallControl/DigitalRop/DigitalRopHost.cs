using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Calls;

namespace CallControl.DigitalRop;

internal static class DigitalRopHost
{
    /// <summary>The vendor, and what only this program can do for it: what became of calls, results, managers and offices.</summary>
    public static IServiceCollection AddDigitalRopHost(this IServiceCollection services)
    {
        services.AddOptions<DigitalRopOptions>().BindConfiguration("DigitalRop").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IAnalysisBook, AnalysisBook>();
        services.AddDigitalRop();
        services.AddSingleton<SharedAccounts>();
        services.AddSingleton<ResultComments>();
        services.AddSingleton<ResultStore>();
        services.AddSingleton<ResultJoin>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<TablePolls>();
        services.AddHostedService<ResultWatch>();
        services.AddSingleton<StaffTable>();
        services.AddHostedService<StaffSync>();
        return services;
    }

    public static void MapDigitalRop(this WebApplication app)
    {
        WebhookEndpoint.Map(app);
        app.MapRopAdmin();
    }
}
