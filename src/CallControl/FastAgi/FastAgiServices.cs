namespace CallControl.FastAgi;

internal static class FastAgiServices
{
    /// <summary>Questions of dialplans over FastAGI.</summary>
    public static IServiceCollection AddFastAgi(this IServiceCollection services)
    {
        services.AddOptions<FastAgiOptions>().BindConfiguration("FastAgi").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IAgiScript, CustomerNameScript>();
        services.AddSingleton<IAgiScript, ResponsibleExtensionScript>();
        services.AddSingleton<IAgiScript, RouteScript>();
        services.AddSingleton<FastAgiService>();
        services.AddHostedService(provider => provider.GetRequiredService<FastAgiService>());
        return services;
    }
}
