using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

internal static class VirtualNumberServices
{
    public static IServiceCollection AddVirtualNumberFlow(this IServiceCollection services)
    {
        services.AddOptions<VirtualNumberOptions>().BindConfiguration(VirtualNumberOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IListingNeeded, ListingPrompts>();
        services.AddSingleton<VirtualNumberParts>();
        services.AddSingleton<ICallFlow, VirtualNumberCalls>();
        return services;
    }
}
