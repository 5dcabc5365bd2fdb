using CallControl.Crm.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.Crm.RetailCrm;

public static class RetailCrmServices
{
    public static IServiceCollection AddRetailCrm(this IServiceCollection services)
    {
        var vendor = new RetailCrmVendor();
        return services.AddSingleton(vendor).AddSingleton<ICrmVendor>(vendor);
    }
}
