using CallControl.Crm.Contracts;
using CallControl.Enterprises;
using CallControl.Web;
using Microsoft.Extensions.Options;

namespace CallControl.Delivery;

/// <summary>Says once, at the start or when the first integration is switched on, that CRMs lack our address: links to recordings and webhooks need it.</summary>
internal sealed class PublicUrlWatch(EnterpriseDirectory directory, IEnumerable<ICrmVendor> vendors, IOptions<WebOptions> web, ILogger<PublicUrlWatch> logger) : IHostedService
{
    private const CrmCapabilities WithLinks = CrmCapabilities.Recordings | CrmCapabilities.ClickToCall;

    private int _isSaid;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (web.Value.PublicUrl is null)
        {
            directory.Changed += Look;
            Look();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        directory.Changed -= Look;
        return Task.CompletedTask;
    }

    private void Look()
    {
        var names = vendors.Where(vendor => (vendor.Capabilities & WithLinks) != 0 && directory.All.Any(enterprise => enterprise.IsEnabled(vendor.Name)))
            .Select(vendor => vendor.Title).ToList();
        if (names.Count > 0 && Interlocked.Exchange(ref _isSaid, 1) == 0)
            Log.NoPublicUrl(logger, string.Join(", ", names));
    }
}
