namespace CallControl.Overload;

internal static class OverloadServices
{
    public static IServiceCollection AddOverload(this IServiceCollection services)
    {
        services.AddOptions<OverloadOptions>().BindConfiguration("Overload").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FullNode>();
        services.AddSingleton<LeaseShedding>();
        return services;
    }
}
