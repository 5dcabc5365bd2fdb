using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Calls;
using CallControl.Crm.RetailCrm.Connection;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Modules;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;

namespace CallControl.Crm.RetailCrm;

/// <summary>RetailCRM (Simla.com), API v5: pop-ups, the list of calls, clients and orders, and the telephony module.</summary>
/// <param name="timings">How long it is waited for; <see cref="RetailCrmTimings.Default"/> when null.</param>
public sealed class RetailCrmVendor(RetailCrmTimings? timings = null) : ICrmVendor
{
    private const int SecretBytes = 24;

    private readonly RetailCrmTimings _timings = timings ?? RetailCrmTimings.Default;

    public string Name => "retailcrm";

    public string Title => "RetailCRM";

    public CrmCapabilities Capabilities =>
        CrmCapabilities.Customers | CrmCapabilities.Responsible | CrmCapabilities.PopUp | CrmCapabilities.CallRecords
        | CrmCapabilities.Recordings | CrmCapabilities.ClickToCall | CrmCapabilities.Names | CrmCapabilities.Deals;

    public IReadOnlyList<string> SecretFields { get; } = ["api_key", "client_id", "webhook_secret"];

    public IReadOnlyList<SettingProblem> Validate(JsonElement settings) => SettingsReader.Read(settings).Problems;

    public void Complete(JsonObject settings, Uri? publicUrl)
    {
        foreach (var secret in (string[])["client_id", "webhook_secret"])
        {
            if (IsEmpty(settings[secret]))
                settings[secret] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        }

        if (IsEmpty(settings["module_code"]))
            settings["module_code"] = "callcontrol-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        if (publicUrl is null)
            return;
        var here = publicUrl.AbsoluteUri.TrimEnd('/') + "/retailcrm";
        settings["make_call_url"] = here + "/make-call";
        settings["user_status_url"] = here + "/user-status";
        settings["webhook_url"] = here + "/webhook";
        // RetailCRM takes no module without one.
        if (IsEmpty(settings["logo_url"]))
            settings["logo_url"] = here + "/logo.svg";
    }

    public ICrmAdapter Create(CrmAccount account, CrmParts parts)
    {
        var (settings, apis) = Open(account, parts);
        var finder = new ClientFinder(apis.Main, settings.Host);
        var clients = new CallClients(
            finder, new ClientMaker(finder, apis.Main, settings.Host), new OrderMaker(apis.Main, settings, parts.Logger), apis.Telephony, settings, parts.Customers, parts.Logger);
        var records = new CallRecords(new CallUploader(apis.Telephony), new CallCodes(apis.Main, settings, account.Employees), settings, account.TimeZone, parts.Logger);
        var reporter = new CallReporter(new PopUps(apis.Telephony, settings, parts.Logger), records, clients, _timings.Client, parts.Time, parts.Logger);
        return new RetailCrmAdapter(reporter, finder, apis.Main, apis.Telephony, settings, parts);
    }

    public Task<IReadOnlyList<ConnectionCheck>> TestConnectionAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        return new ConnectionTest(apis.Main, apis.Telephony, settings).RunAsync(cancellation);
    }

    public async Task<IReadOnlyList<VendorEmployee>> LoadEmployeesAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation) =>
        [.. (await LoadUsersAsync(account, parts, cancellation)).Where(user => user.Extension is not null)
            .Select(user => new VendorEmployee(user.Extension!, user.Id.ToString(CultureInfo.InvariantCulture), user.Name, user.Email))];

    /// <summary>All active users, with the extensions they have in the settings or, without those, in RetailCRM.</summary>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    public async Task<IReadOnlyList<RetailCrmUser>> LoadUsersAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        var users = await apis.Main.UsersAsync(cancellation);
        var module = settings.ModuleCode is { } code ? await apis.Main.FindModuleAsync(code, cancellation) : null;
        var codes = module?.Integrations?.Telephony?.AdditionalCodes ?? [];
        return [.. users.Select(user => new RetailCrmUser(
            user.Id, user.Name, user.Email, settings.ExtensionOf(user.Id) ?? codes.FirstOrDefault(given => given.UserId == user.Id)?.Code, user.Status))];
    }

    /// <summary>A client for <c>customers</c>, by his number in RetailCRM; empty when there is none.</summary>
    /// <param name="account">Where.</param>
    /// <param name="parts">What to ask with.</param>
    /// <param name="customer">His number.</param>
    /// <param name="home">The country of phones that are written without a calling code.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    public async Task<IReadOnlyList<CustomerNames>> LoadCustomerAsync(CrmAccount account, CrmParts parts, int customer, PhoneCountry home, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        return await new ClientFinder(apis.Main, settings.Host).FindAsync(customer, home, cancellation) is { } client ? client.Rows() : [];
    }

    /// <summary>The same by his phone.</summary>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    public async Task<IReadOnlyList<CustomerNames>> LoadCustomerAsync(CrmAccount account, CrmParts parts, PhoneNumber phone, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        return await new ClientFinder(apis.Main, settings.Host).FindAsync(phone, cancellation) is { } client ? client.Rows() : [];
    }

    /// <summary>A number of the enterprise's own as RetailCRM names it; null when it is none of <c>external_phones</c>.</summary>
    public static PhoneNumber? OwnNumber(JsonElement settings, string? written)
    {
        // A plus that nobody escaped arrives as a space.
        if (!PhoneNumber.TryParse(written?.Trim() is [not '+', ..] digits ? "+" + digits : written, out var number))
            return null;
        return SettingsReader.Read(settings).Settings.ExternalPhones.Any(phone => phone.Phone == number) ? number : null;
    }

    /// <summary>What the settings want to be registered, as a text that changes with it; null when they can't be.</summary>
    public static string? ModuleFingerprint(JsonElement settings)
    {
        var (read, problems) = SettingsReader.Read(settings);
        return problems.Count == 0 && ModuleMaker.Make(read, read.Enabled) is { } module ? ModuleMaker.FingerprintOf(module, read) : null;
    }

    /// <summary>Registers the telephony module as the settings want it: on, or off when the account is switched off.</summary>
    /// <returns>What RetailCRM did not recognise; null when the settings can't be registered.</returns>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    public async Task<ModuleInfo?> RegisterModuleAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        return ModuleMaker.Make(settings, settings.Enabled) is { } module ? await apis.Main.SaveModuleAsync(module, cancellation) : null;
    }

    /// <summary>Whether the module of earlier settings is left behind: the new ones register none, or another, or one in another account.</summary>
    public static bool LeavesModule(JsonElement before, JsonElement after)
    {
        var (old, next) = (SettingsReader.Read(before).Settings, SettingsReader.Read(after).Settings);
        return ModuleMaker.Make(old, active: false) is not null
            && (ModuleMaker.Make(next, active: false) is null || old.Host != next.Host || old.ModuleCode != next.ModuleCode);
    }

    /// <summary>Switches the module off whatever the settings say; RetailCRM's API removes none.</summary>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    public async Task SwitchModuleOffAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        if (ModuleMaker.Make(settings, active: false) is { } module)
            await apis.Main.SaveModuleAsync(module, cancellation);
    }

    private static bool IsEmpty(JsonNode? node) => node is not JsonValue value || value.GetValueKind() != JsonValueKind.String || value.GetValue<string>().Length == 0;

    private (RetailCrmSettings Settings, RetailCrmApis Apis) Open(CrmAccount account, CrmParts parts)
    {
        var (settings, _) = SettingsReader.Read(account.Settings);
        return (settings, RetailCrmApis.Open(settings, _timings, parts));
    }
}
