using CallControl.Enterprises;
using CallControl.Storage;
using Npgsql;

namespace CallControl.UonTravel;

/// <summary>Sets up again what could not be set up when settings were saved.</summary>
internal sealed class WebhookRepair(WebhookRenewal renewal, EnterpriseDirectory directory, TimeProvider time, ILogger<WebhookRepair> logger) : PeriodicService(time)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(2);

    public override async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var enterprise in directory.All.Where(WebhookRenewal.IsBroken))
            await renewal.RepairAsync(enterprise.Number, cancellation);
    }

    protected override void OnFailed(Exception failure) =>
        Log.RepairWaits(logger, failure is NpgsqlException away ? StorageErrors.Describe(away) : failure.Message);
}
