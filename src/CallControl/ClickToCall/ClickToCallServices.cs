using CallControl.Calls;
using CallControl.Flows.ClickToCall;

namespace CallControl.ClickToCall;

internal static class ClickToCallServices
{
    public static IServiceCollection AddClickToCall(this IServiceCollection services)
    {
        services.AddOptions<ClickToCallOptions>().BindConfiguration(ClickToCallOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ClickSettings>();
        services.AddSingleton<ClickStore>();
        services.AddSingleton<ClickNodes>();
        services.AddSingleton<ClickToCallCalls>();
        services.AddSingleton<ICallFlow>(provider => provider.GetRequiredService<ClickToCallCalls>());
        services.AddSingleton<Clicks>();
        services.AddHostedService<ClickTaker>();
        services.AddSingleton<WrongSecrets>();
        return services;
    }

    public static void MapClickToCall(this WebApplication app)
    {
        app.MapMakeCall();
        app.MapMoySkladClicks();
    }
}
