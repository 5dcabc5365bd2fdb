using System.Runtime.CompilerServices;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Settings;

namespace CallControl.Crm.RetailCrm.Calls;

/// <summary>At whose extension a call is recorded. RetailCRM wants somebody's name at every call, and somebody whom it knows.</summary>
internal sealed class CallCodes(MainClient main, RetailCrmSettings settings, IReadOnlyList<Employee> employees)
{
    /// <summary>The best first; each once. Those that have to be asked for come last.</summary>
    public async IAsyncEnumerable<string> OfAsync(
        CallEnded ended, ClientNote client, CallNotes notes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var own = ended.By?.Extension is { Length: > 0 } by ? by : notes.Rung is [.., var last] ? last : client.ManagerExtension;
        var told = new HashSet<string>();
        if (own is { Length: > 0 } && told.Add(own))
            yield return own;
        if (settings.Users is [var mapped, ..])
        {
            if (told.Add(mapped.Extension))
                yield return mapped.Extension;
            yield break; // nobody else has an extension there
        }

        if (employees is [var employee, ..] && told.Add(employee.Extension))
            yield return employee.Extension;
        if (await FirstInModuleAsync(cancellation) is { Length: > 0 } code && told.Add(code))
            yield return code;
    }

    private async Task<string?> FirstInModuleAsync(CancellationToken cancellation)
    {
        try
        {
            return settings.ModuleCode is { } code && await main.FindModuleAsync(code, cancellation) is { Integrations.Telephony.AdditionalCodes: [var first, ..] } ? first.Code : null;
        }
        catch (CrmException e) when (e is { IsTransient: false, IsAccountProblem: false })
        {
            return null; // the key may not read modules
        }
    }
}
