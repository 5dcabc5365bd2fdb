using CallControl.Crm.RetailCrm;
using CallControl.Enterprises;

namespace CallControl.RetailCrm;

/// <summary>RetailCRM's part of the host: its module, its requests to us, its users.</summary>
internal static class RetailCrmHost
{
    public const string Vendor = "retailcrm";

    public static IServiceCollection AddRetailCrmModule(this IServiceCollection services)
    {
        services.AddRetailCrm();
        services.AddSingleton<RetailCrmSecrets>();
        services.AddSingleton<RetailCrmTables>();
        services.AddSingleton<ModuleRegistrar>();
        services.AddHostedService(provider => provider.GetRequiredService<ModuleRegistrar>());
        services.AddSingleton<IIntegrationSaved, SavedModules>();
        return services;
    }

    public static void MapRetailCrm(this WebApplication app)
    {
        app.MapModuleRequests();
        app.MapLogo();
        app.MapDataWebhook();
        app.MapUsers();
    }
}
