using CallControl.ExternalPbx.Zadarma;

namespace CallControl.ExternalPbx;

internal static class ExternalPbxServices
{
    /// <summary>Calls that another PBX carries: <c>/route-call</c> and <c>/zadarma</c>.</summary>
    public static IServiceCollection AddExternalPbx(this IServiceCollection services)
    {
        services.AddOptions<RouteCallOptions>().BindConfiguration("RouteCall").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ZadarmaOptions>().BindConfiguration("Zadarma").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ExternalAttribution>();
        services.AddSingleton<ExternalTexts>();
        services.AddSingleton<RouteCallStore>();
        services.AddSingleton<CallRouter>();
        services.AddSingleton<RouteCallEndpoint>();
        services.AddSingleton<ZadarmaReplies>();
        services.AddSingleton<ZadarmaStore>();
        services.AddSingleton<ZadarmaCalls>();
        services.AddSingleton<ZadarmaEndpoint>();
        return services;
    }

    public static void MapExternalPbx(this WebApplication app)
    {
        RouteCallEndpoint.Map(app);
        ZadarmaEndpoint.Map(app);
    }
}
