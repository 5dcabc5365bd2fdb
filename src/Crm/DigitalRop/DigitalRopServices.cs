using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.Crm.DigitalRop;

public static class DigitalRopServices
{
    /// <summary>Needs an <see cref="IAnalysisBook"/>.</summary>
    public static IServiceCollection AddDigitalRop(this IServiceCollection services) => services
        .AddSingleton(provider => new DigitalRopVendor(provider.GetRequiredService<IAnalysisBook>()))
        .AddSingleton<ICrmVendor>(provider => provider.GetRequiredService<DigitalRopVendor>());
}
