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
        if (vendorName is not (null or UonTravelVendor.Word) || (vendorName is null && JsonNode.DeepEquals(SettingsOf(before), SettingsOf(after))))
            return null;
        var moves = HadOtherAccount(before, after);
        if (moves)
        {
            // Its webhooks would go on coming, and their ids may be somebody else's at the new account.
            await RenewAsync(before! with { Integrations = With(before.Integrations, "enabled", false) }, cancellation);
            after = SettingsOf(after) is null ? after : after with { Integrations = With(after.Integrations, Field, new JsonObject()) };
        }

        if (SettingsOf(after) is not { } settings || (!moves && !after.IsEnabled(UonTravelVendor.Word) && settings[Field] is not JsonObject { Count: > 0 }))
            return null;
        var ids = await RenewAsync(after, cancellation) ?? (moves ? new Dictionary<string, string>() : null);
        return ids is null ? null : await StoreAsync(after.Number, ids, cancellation);
    }

    private static JsonObject? SettingsOf(Enterprise? enterprise) => enterprise?.Integrations[UonTravelVendor.Word] as JsonObject;

    private static bool HadOtherAccount(Enterprise? before, Enterprise after) =>
        SettingsOf(before) is { } old && old[Field] is JsonObject { Count: > 0 }
        && !(JsonNode.DeepEquals(old["api_key"], SettingsOf(after)?["api_key"]) && JsonNode.DeepEquals(old["api_url"], SettingsOf(after)?["api_url"]));

    /// <returns>Null when it came to nothing; that is logged, and the connection test says so too.</returns>
    private async Task<IReadOnlyDictionary<string, string>?> RenewAsync(Enterprise enterprise, CancellationToken cancellation)
    {
        if (web.Value.PublicUrl is not { } site)
        {
            Log.NotRenewed(logger, enterprise.Number, "Web:PublicUrl is not set, so U-ON could not reach them");
            return null;
        }

        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var account = accounts.Open(enterprise, vendor);
            return await vendor.RegisterWebhooksAsync(account.Account, account.Parts, new Uri(site), either.Token);
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && limit.IsCancellationRequested))
        {
            Log.NotRenewed(logger, enterprise.Number, e is CrmException ? e.Message : $"no answer within {Longest.TotalSeconds} s");
            return null;
        }
    }

    private async Task<Enterprise?> StoreAsync(string number, IReadOnlyDictionary<string, string> ids, CancellationToken cancellation)
    {
        var made = new JsonObject(ids.Select(id => KeyValuePair.Create<string, JsonNode?>(id.Key, id.Value)));
        var stored = await repository.ChangeAsync(
            number, "U-ON's webhooks", before => SettingsOf(before) is null ? null : before! with { Integrations = With(before.Integrations, Field, made) }, cancellation);
        await directory.ReloadAsync(cancellation);
        Log.Renewed(logger, number, ids.Count);
        return stored?.Enterprise;
    }

    private static JsonObject With(JsonObject integrations, string field, JsonNode value)
    {
        var copy = (JsonObject)integrations.DeepClone();
        copy[UonTravelVendor.Word]![field] = value.DeepClone();
        return copy;
    }
}
