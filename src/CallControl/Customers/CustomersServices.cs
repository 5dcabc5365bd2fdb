namespace CallControl.Customers;

internal static class CustomersServices
{
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddOptions<LookupOptions>().BindConfiguration("Customers").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CustomerLookup>();
        return services;
    }
}
