using CallControl.Numbers.Advice;

namespace CallControl.Numbers;

internal static class NumbersServices
{
    public static IServiceCollection AddNumbers(this IServiceCollection services)
    {
        services.AddOptions<NumbersOptions>().BindConfiguration("Numbers").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ListingRepository>();
        services.AddSingleton<NumberRepository>();
        services.AddSingleton<BlockedCallerRepository>();
        services.AddSingleton<NumberPool>();
        services.AddSingleton<Attribution>();
        services.AddSingleton<PoolDemand>();
        services.AddSingleton<PoolAdvisor>();
        services.AddHostedService<PoolGauges>();
        return services;
    }
}
