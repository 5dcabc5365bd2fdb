using CallControl.Enterprises;
using CallControl.Storage;
using Npgsql;

namespace CallControl.UonTravel;

/// <summary>Sets up again what could not be set up when settings were saved.</summary>
internal sealed class WebhookRepair(WebhookRenewal renewal, EnterpriseDirectory directory, TimeProvider time, ILogger<WebhookRepair> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(2);

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var enterprise in directory.All.Where(WebhookRenewal.IsBroken))
            await renewal.RepairAsync(enterprise.Number, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, time, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop's edge: what is wrong with one look must not end the looks.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.RepairWaits(logger, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
            }
        }
    }
}
