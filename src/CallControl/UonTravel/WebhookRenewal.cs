using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Web;
using Microsoft.Extensions.Options;

namespace CallControl.UonTravel;

/// <summary>Sets U-ON's webhooks up anew each time its settings are saved, and stores their ids.</summary>
internal sealed class WebhookRenewal(
    CrmAccounts accounts, UonTravelVendor vendor, EnterpriseRepository repository, EnterpriseDirectory directory, IOptions<WebOptions> web, TimeProvider time,
    ILogger<WebhookRenewal> logger) : IIntegrationSaved
{
    private const string Field = "webhooks";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public async Task<Enterprise?> SavedAsync(Enterprise? before, Enterprise after, string? vendorName, CancellationToken cancellation)
    {
        if (vendorName is not (null or UonTravelVendor.Word) || after.Integrations[UonTravelVendor.Word] is not JsonObject settings
            || (vendorName is null && JsonNode.DeepEquals(before?.Integrations[UonTravelVendor.Word], settings))
            || (!after.IsEnabled(UonTravelVendor.Word) && settings[Field] is not JsonObject { Count: > 0 }))
            return null;
        if (web.Value.PublicUrl is not { } site)
        {
            Log.NotRenewed(logger, after.Number, "Web:PublicUrl is not set, so U-ON could not reach them");
            return null;
        }

        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var account = accounts.Open(after, vendor);
            return await StoreAsync(after.Number, await vendor.RegisterWebhooksAsync(account.Account, account.Parts, new Uri(site), either.Token), cancellation);
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && limit.IsCancellationRequested))
        {
            Log.NotRenewed(logger, after.Number, e is CrmException ? e.Message : $"no answer within {Longest.TotalSeconds} s");
            return null;
        }
    }

    private async Task<Enterprise?> StoreAsync(string number, IReadOnlyDictionary<string, string> ids, CancellationToken cancellation)
    {
        var stored = await repository.ChangeAsync(number, "U-ON's webhooks", before => before?.Integrations[UonTravelVendor.Word] is JsonObject
            ? before with { Integrations = With(before.Integrations, ids) }
            : null, cancellation);
        await directory.ReloadAsync(cancellation);
        Log.Renewed(logger, number, ids.Count);
        return stored?.Enterprise;
    }

    private static JsonObject With(JsonObject integrations, IReadOnlyDictionary<string, string> ids)
    {
        var copy = (JsonObject)integrations.DeepClone();
        copy[UonTravelVendor.Word]![Field] = new JsonObject(ids.Select(id => KeyValuePair.Create<string, JsonNode?>(id.Key, id.Value)));
        return copy;
    }
}
