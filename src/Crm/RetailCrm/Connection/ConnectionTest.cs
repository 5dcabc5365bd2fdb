using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Modules;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;
using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Connection;

/// <summary>Walks stores, users, our module and telephony, and says of each what is wrong.</summary>
internal sealed class ConnectionTest(MainClient main, TelephonyClient telephony, RetailCrmSettings settings)
{
    // Nobody's; asking who is responsible for it is the only question below telephony/ that changes nothing.
    private static readonly PhoneNumber Nobody = PhoneNumber.Parse("+79000000000");

    public async Task<IReadOnlyList<ConnectionCheck>> RunAsync(CancellationToken cancellation) =>
    [
        await TryAsync("sites", async () => Sites(await main.SitesAsync(cancellation))),
        await TryAsync("users", async () => Users(await main.UsersAsync(cancellation))),
        settings.ModuleCode is { } code
            ? await TryAsync("module", async () => Registration(await main.FindModuleAsync(code, cancellation)))
            : new ConnectionCheck("module", false, "module_code is not set: save the settings once more"),
        await TryAsync("telephony", async () => await TelephonyAsync(cancellation)),
    ];

    private async Task<(bool Ok, string Text)> TelephonyAsync(CancellationToken cancellation)
    {
        await telephony.ManagerAsync(Nobody, ignoreStatus: true, cancellation);
        return (true, "The key may use telephony");
    }

    private (bool Ok, string Text) Sites(IReadOnlyList<string> sites)
    {
        string[] wrong = [.. settings.ExternalPhones.Select(phone => phone.Site).Append(settings.Site).OfType<string>().Distinct().Except(sites)];
        if (wrong.Length > 0)
            return (false, $"The key opens no store with the code {string.Join(", ", wrong)}; it opens {string.Join(", ", sites)}");
        return sites.Count > 1 && settings.Site is null
            ? (false, $"The key opens several stores ({string.Join(", ", sites)}): say in site which one new clients belong to")
            : (true, $"The key works and opens {string.Join(", ", sites)}");
    }

    private (bool Ok, string Text) Users(IReadOnlyList<User> users)
    {
        string[] wrong = [.. settings.Users.Where(mapped => !users.Any(user => user.Id == mapped.UserId)).Select(mapped => $"{mapped.Extension} (user {mapped.UserId})")];
        return wrong.Length > 0
            ? (false, $"employee_mapping names users whom RetailCRM does not have or who are switched off: {string.Join(", ", wrong)}")
            : (true, $"{users.Count} active users; {settings.Users.Count} have an extension here");
    }

    private (bool Ok, string Text) Registration(Module? module)
    {
        if (module is null)
        {
            return (false, settings.MakeCallUrl is null
                ? "The telephony module is not registered: set Web:PublicUrl and save the settings again"
                : "The telephony module is not registered yet: RetailCRM takes no calls");
        }

        if (!module.Active)
            return (false, "The telephony module is switched off in RetailCRM");
        var there = module.Integrations?.Telephony?.AdditionalCodes ?? [];
        string[] missing = [.. settings.Users.Where(user => !there.Any(code => code.UserId == user.UserId && code.Code == user.Extension)).Select(user => user.Extension)];
        return missing.Length > 0
            ? (false, $"The module does not have the extensions {string.Join(", ", missing)} yet")
            : (true, $"The telephony module is registered and on, with {there.Count} extensions");
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
        Refusal.WrongKeyCode => $"RetailCRM does not accept api_key: it is wrong or was revoked ({e.Message})",
        Refusal.AccessDeniedCode => $"The key may not do this: switch on the method for it in RetailCRM's settings of API keys ({e.Message})",
        Refusal.TelephonyDeniedCode => $"The key may not use telephony, so calls wait: switch its methods on in RetailCRM's settings of API keys ({e.Message})",
        Refusal.TelephonyOffCode => $"RetailCRM takes no calls until the telephony module is registered and on ({e.Message})",
        Refusal.NoAccountCode => $"There is no RetailCRM account at this address: check api_url ({e.Message})",
        "429" or "503" => $"RetailCRM refuses more requests at the moment: another program may use the same key ({e.Message})",
        "404" => $"There is no such method at this address: check api_url ({e.Message})",
        null => $"RetailCRM was not reached: check the network and api_url ({e.Message})",
        _ => e.Message,
    };
}
