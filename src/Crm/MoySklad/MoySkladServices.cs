using CallControl.Crm.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.Crm.MoySklad;

public static class MoySkladServices
{
    public static IServiceCollection AddMoySklad(this IServiceCollection services) =>
        services.AddSingleton<ICrmVendor>(new MoySkladVendor());
}
