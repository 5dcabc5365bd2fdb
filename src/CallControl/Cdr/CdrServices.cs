namespace CallControl.Cdr;

internal static class CdrServices
{
    public static IServiceCollection AddCdr(this IServiceCollection services)
    {
        services.AddOptions<CdrOptions>().BindConfiguration("Cdr").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CdrPositions>();
        services.AddSingleton<CdrCalls>();
        services.AddSingleton<CdrReader>();
        services.AddHostedService<CdrRecovery>();
        return services;
    }
}
