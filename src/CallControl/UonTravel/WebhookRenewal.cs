using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel;
using CallControl.Crm.UonTravel.Webhook;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Web;
using Microsoft.Extensions.Options;

namespace CallControl.UonTravel;

/// <summary>Sets U-ON's webhooks up anew each time its settings are saved, and stores their ids and what did not work; removes them with the enterprise.</summary>
internal sealed class WebhookRenewal(
    CrmAccounts accounts, UonTravelVendor vendor, EnterpriseRepository repository, EnterpriseDirectory directory, WebhookTurn turn, IOptions<WebOptions> web, TimeProvider time,
    ILogger<WebhookRenewal> logger) : IIntegrationSaved
{
    private const string Field = "webhooks";
    private const string ProblemField = "webhooks_problem";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Whether some webhooks are not as they should be, as far as is known here.</summary>
    public static bool IsBroken(Enterprise enterprise) => SettingsOf(enterprise)?[ProblemField] is not null;

    public async Task<Enterprise?> SavedAsync(Enterprise? before, Enterprise after, string? vendorName, CancellationToken cancellation)
    {
        if (vendorName is not (null or UonTravelVendor.Word) || (vendorName is null && JsonNode.DeepEquals(SettingsOf(before), SettingsOf(after))))
            return null;
        var moves = HadOtherAccount(before, after);
        if (!moves && !IsNeeded(after))
            return null;
        return await turn.RunAsync(after.Number, async () =>
        {
            string? left = null;
            if (moves)
            {
                // Its webhooks would go on coming, and their ids may be somebody else's at the new account.
                left = (await RenewAsync(With(before!, "enabled", false))).Problem;
                after = SettingsOf(after) is null ? after : With(after, Field, new JsonObject());
            }

            if (SettingsOf(after) is null)
                return null;
            var setup = await RenewAsync(after);
            return await StoreAsync(after, setup with { Problem = Both(left is null ? null : "at the account that is left: " + left, setup.Problem) }, moves);
        }, cancellation);
    }

    public async Task DeletedAsync(Enterprise before, CancellationToken cancellation)
    {
        if (IsNeeded(before))
            await turn.RunAsync(before.Number, () => RenewAsync(With(before, "enabled", false)), cancellation);
    }

    /// <summary>Tries once more what failed when the settings were saved.</summary>
    public Task RepairAsync(string enterprise, CancellationToken cancellation) => turn.RunAsync(
        enterprise,
        // Somebody may have saved or repaired it meanwhile.
        async () => web.Value.PublicUrl is not null && directory.Find(enterprise) is { } found && IsBroken(found) ? await StoreAsync(found, await RenewAsync(found), false) : null,
        cancellation);

    private static JsonObject? SettingsOf(Enterprise? enterprise) => enterprise?.Integrations[UonTravelVendor.Word] as JsonObject;

    private static bool IsNeeded(Enterprise enterprise) =>
        SettingsOf(enterprise) is { } settings && (enterprise.IsEnabled(UonTravelVendor.Word) || settings[Field] is JsonObject { Count: > 0 } || settings[ProblemField] is not null);

    private static bool HadOtherAccount(Enterprise? before, Enterprise after) =>
        SettingsOf(before) is { } old && old[Field] is JsonObject { Count: > 0 }
        && !(JsonNode.DeepEquals(old["api_key"], SettingsOf(after)?["api_key"]) && JsonNode.DeepEquals(old["api_url"], SettingsOf(after)?["api_url"]));

    /// <summary>Whoever saves may go away meanwhile: from the first deleted webhook on the account would be without.</summary>
    private async Task<WebhookSetup> RenewAsync(Enterprise enterprise)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        string problem;
        try
        {
            if (web.Value.PublicUrl is { } site)
            {
                var account = accounts.Open(enterprise, vendor);
                var setup = await vendor.RegisterWebhooksAsync(account.Account, account.Parts, new Uri(site), limit.Token);
                if (setup.Problem is null)
                    Log.Renewed(logger, enterprise.Number, setup.Ids.Count);
                else
                    Log.NotRenewed(logger, enterprise.Number, setup.Problem);
                return setup;
            }

            problem = "Web:PublicUrl is not set, so U-ON could not reach them";
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && limit.IsCancellationRequested))
        {
            problem = e is CrmException ? e.Message : $"no answer within {Longest.TotalSeconds} s";
        }

        Log.NotRenewed(logger, enterprise.Number, problem);
        // Those of before are still there.
        return new WebhookSetup(
            (SettingsOf(enterprise)?[Field] as JsonObject ?? []).Where(id => id.Value is JsonValue).ToDictionary(id => id.Key, id => id.Value!.ToString(), StringComparer.Ordinal), problem);
    }

    /// <returns>Null when it is stored already.</returns>
    private async Task<Enterprise?> StoreAsync(Enterprise known, WebhookSetup setup, bool always)
    {
        var ids = new JsonObject(setup.Ids.Select(id => KeyValuePair.Create<string, JsonNode?>(id.Key, id.Value)));
        if (!always && JsonNode.DeepEquals(SettingsOf(known)?[Field] ?? new JsonObject(), ids) && SettingsOf(known)?[ProblemField]?.ToString() == setup.Problem)
            return null;
        var stored = await repository.ChangeAsync(
            known.Number,
            "U-ON's webhooks",
            before => SettingsOf(before) is null ? null : With(With(before!, Field, ids), ProblemField, setup.Problem),
            CancellationToken.None);
        await directory.ReloadAsync(CancellationToken.None);
        return stored?.Enterprise;
    }

    private static string? Both(string? one, string? other) => one is null || other is null ? one ?? other : $"{one}; {other}";

    /// <param name="enterprise">Not to be changed itself.</param>
    /// <param name="field">Of U-ON's settings.</param>
    /// <param name="value">Null takes the field out.</param>
    private static Enterprise With(Enterprise enterprise, string field, JsonNode? value)
    {
        var copy = (JsonObject)enterprise.Integrations.DeepClone();
        var settings = (JsonObject)copy[UonTravelVendor.Word]!;
        if (value is null)
            settings.Remove(field);
        else
            settings[field] = value.DeepClone();
        return enterprise with { Integrations = copy };
    }
}
