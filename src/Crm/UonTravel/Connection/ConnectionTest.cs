using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Settings;
using CallControl.Crm.UonTravel.Webhook;

namespace CallControl.Crm.UonTravel.Connection;

/// <summary>Tries the key, a search for a client, and whether employees, statuses and webhooks are what the settings say.</summary>
internal sealed class ConnectionTest(UonApi api, UonSettings settings)
{
    // Nobody's: a country code that is not given out.
    private static readonly PhoneNumber Nobody = PhoneNumber.Parse("+99900000000");

    public async Task<IReadOnlyList<ConnectionCheck>> RunAsync(CancellationToken cancellation)
    {
        if (settings.ApiKey.Length == 0)
            return [new ConnectionCheck("main_api", false, "api_key is not set: without it nothing reaches U-ON")];
        var checks = new List<ConnectionCheck>
        {
            await TryAsync("main_api", async () =>
            {
                await api.ClientsWithPhoneAsync(Nobody, cancellation);
                return (true, "The key works; clients can be searched");
            }),
        };
        if (checks[0].Ok)
        {
            checks.Add(await TryAsync("employees", async () => Compare(await api.ManagersAsync(cancellation))));
            checks.Add(await TryAsync("statuses", async () => Compare(await api.StatusesAsync(cancellation))));
            checks.Add(await TryAsync("webhooks", async () => Compare(await api.WebhooksAsync(cancellation))));
        }

        return checks;
    }

    private (bool, string) Compare(IReadOnlyList<UonManager> managers)
    {
        if (settings.Extensions.Count == 0)
            return (false, "user_extensions is empty: nobody gets pop-ups and calls have no manager");
        var gone = settings.Extensions.Keys.Where(id => !managers.Any(manager => manager.Id == id && manager.IsActive)).ToList();
        return gone.Count == 0
            ? (true, $"All {settings.Extensions.Count} employees of user_extensions work at U-ON")
            : (false, "user_extensions does not fit: nobody active has the id " + string.Join(", ", gone));
    }

    private (bool, string) Compare(IReadOnlyList<LeadStatus> statuses)
    {
        var used = new[] { settings.Incoming, settings.Outgoing }.SelectMany(actions => new[] { actions.StatusActive, actions.StatusNoOpen, actions.StatusNoLeads }).OfType<string>();
        var gone = used.Distinct().Where(id => statuses.All(status => status.Id != id)).ToList();
        return gone.Count == 0 ? (true, $"{statuses.Count} statuses of leads") : (false, "There is no lead status " + string.Join(", ", gone));
    }

    private (bool, string) Compare(IReadOnlyList<UonWebhookEntry> webhooks)
    {
        var gone = settings.WebhookIds.Count(id => webhooks.All(webhook => webhook.Id != id));
        var lacking = WebhookRegistration.Types.Count(type => !webhooks.Any(webhook => webhook.Type == type && settings.WebhookIds.Contains(webhook.Id)));
        return (settings.WebhookIds.Count, gone + lacking) switch
        {
            (0, _) => (false, "No webhooks are set up: set Web:PublicUrl, then save the settings again"),
            (_, 0) => (true, "The webhooks are set up"),
            _ => (false, $"{Math.Max(gone, lacking)} webhooks are missing at U-ON: save the settings again"),
        };
    }

    private static async Task<ConnectionCheck> TryAsync(string name, Func<Task<(bool Ok, string Text)>> attempt)
    {
        try
        {
            var (ok, text) = await attempt();
            return new ConnectionCheck(name, ok, text);
        }
        catch (CrmException e)
        {
            return new ConnectionCheck(name, false, Explain(e));
        }
    }

    private static string Explain(CrmException e) => e.Code switch
    {
        "401" or "403" => $"U-ON does not accept api_key: it is wrong, or lacks the right GET or POST ({e.Message})",
        "429" => $"U-ON refuses more requests at the moment: another program may use the same key ({e.Message})",
        null => $"U-ON was not reached: check the network, and the list of allowed addresses at the key, which drops connections ({e.Message})",
        _ => e.Message,
    };
}
