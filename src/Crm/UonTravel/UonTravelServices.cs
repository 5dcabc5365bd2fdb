using CallControl.Crm.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.Crm.UonTravel;

public static class UonTravelServices
{
    public static IServiceCollection AddUonTravel(this IServiceCollection services)
    {
        var vendor = new UonTravelVendor();
        return services.AddSingleton<ICrmVendor>(vendor).AddSingleton(vendor);
    }
}
