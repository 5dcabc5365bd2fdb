using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Settings;
using CallControl.Crm.DigitalRop.Structure;
using CallControl.Crm.DigitalRop.Wire;

namespace CallControl.Crm.DigitalRop.Connection;

/// <summary>Tries the key by a question that changes nothing, and looks at what the settings leave open.</summary>
internal sealed class ConnectionTest(RopApi? api, RopSettings settings, Staff staff)
{
    public async Task<IReadOnlyList<ConnectionCheck>> RunAsync(CancellationToken cancellation)
    {
        if (api is null)
            return [new ConnectionCheck("analysis", false, "base_url or api_key is not set")];
        var checks = new List<ConnectionCheck>();
        try
        {
            await api.TryAsync(cancellation);
            checks.Add(new ConnectionCheck("analysis", true, "The service answers and takes the key"));
        }
        catch (CrmException e)
        {
            checks.Add(new ConnectionCheck("analysis", false, e.Message + AdviceFor(e)));
        }

        var list = staff.List();
        checks.Add(list.Managers is { Count: 0 } ? new ConnectionCheck("managers", false, "The enterprise has no employees: nobody's calls can be told apart")
            : new ConnectionCheck("managers", true, list.Managers is { } managers ? $"{managers.Count} managers are kept up to date" : "Managers are not sent (sync_managers)"));
        var without = settings.Checklists.Concat(settings.Tables).Count(address => address.Secret is null);
        checks.Add(without == 0 && settings.Checklists.Count + settings.Tables.Count > 0
            ? new ConnectionCheck("webhooks", true, "Paste the addresses of /digitalrop-admin/api/webhooks into the service")
            : new ConnectionCheck("webhooks", false, "There are no addresses for results yet: save the settings again"));
        return checks;
    }

    // What the service answers for a table that it does not know is not documented: most likely an answer of 404 means an address that is not its own.
    private static string AdviceFor(CrmException e) => e switch
    {
        { IsAccountProblem: true } => ": check api_key",
        { IsTransient: false } => ": check base_url, which ends in /api/v1/ (if calls are sent all the same, it is how the service speaks of a table that it does not know)",
        _ => ": check base_url",
    };
}
