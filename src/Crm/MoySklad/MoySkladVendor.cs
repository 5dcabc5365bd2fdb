using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Calls;
using CallControl.Crm.MoySklad.Clients;
using CallControl.Crm.MoySklad.Connection;
using CallControl.Crm.MoySklad.Employees;
using CallControl.Crm.MoySklad.Settings;

namespace CallControl.Crm.MoySklad;

/// <summary>MoySklad: calls and cards over its Phone API, clients and orders over its JSON API.</summary>
/// <param name="timings">How long it is waited for; <see cref="MoySkladTimings.Default"/> when null.</param>
public sealed class MoySkladVendor(MoySkladTimings? timings = null) : ICrmVendor
{
    internal const string Word = "ms";

    private readonly MoySkladTimings _timings = timings ?? MoySkladTimings.Default;

    public string Name => Word;

    public string Title => "МойСклад";

    public CrmCapabilities Capabilities =>
        CrmCapabilities.Customers | CrmCapabilities.Responsible | CrmCapabilities.PopUp | CrmCapabilities.CallRecords
        | CrmCapabilities.Recordings | CrmCapabilities.ClickToCall | CrmCapabilities.Names | CrmCapabilities.Deals | CrmCapabilities.Comments;

    public IReadOnlyList<string> SecretFields { get; } = ["integration_code", "api_token"];

    public IReadOnlyList<SettingProblem> Validate(JsonElement settings) => SettingsReader.Read(settings).Problems;

    public void Complete(JsonObject settings, Uri? publicUrl)
    {
        if (settings["webhook_uuid"] is not JsonValue known || known.GetValueKind() != JsonValueKind.String || known.GetValue<string>().Length == 0)
            settings["webhook_uuid"] = Guid.NewGuid().ToString();
        if (publicUrl is not null && settings["webhook_uuid"] is JsonValue uuid)
            settings["webhook_url"] = $"{publicUrl.AbsoluteUri.TrimEnd('/')}/ms/webhook/{uuid.GetValue<string>()}";
    }

    public IReadOnlyList<string> WebhookKeys(JsonElement settings) =>
        SettingsReader.Read(settings).Settings.WebhookUuid is { } uuid ? [uuid] : [];

    public ICrmAdapter Create(CrmAccount account, CrmParts parts)
    {
        var (settings, apis) = Open(account, parts);
        var finder = apis.Remap is { } remap ? new ClientFinder(remap) : null;
        var clients = finder is null
            ? null
            : new CallClients(
                finder, new ClientMaker(finder, apis.Remap!, parts.Locks, settings.ApiToken), new OrderMaker(apis.Remap!, parts.Logger), settings, parts.Logger);
        var records = new CallRecords(apis.Phone, parts.Logger);
        var cards = new CallCards(records, settings, parts.Logger);
        var reporter = new CallReporter(records, cards, clients, _timings.Client, parts.Time, parts.Logger);
        return new MoySkladAdapter(reporter, finder, new EmployeeDirectory(apis.Phone, apis.Remap, settings), settings, parts);
    }

    public Task<IReadOnlyList<ConnectionCheck>> TestConnectionAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        return new ConnectionTest(apis.Phone, apis.Remap, settings).RunAsync(cancellation);
    }

    public Task<IReadOnlyList<VendorEmployee>> LoadEmployeesAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation)
    {
        var (settings, apis) = Open(account, parts);
        return new EmployeeDirectory(apis.Phone, apis.Remap, settings).LoadAsync(cancellation);
    }

    private (MoySkladSettings Settings, MoySkladApis Apis) Open(CrmAccount account, CrmParts parts)
    {
        var (settings, _) = SettingsReader.Read(account.Settings);
        return (settings, MoySkladApis.Open(settings, _timings, parts));
    }
}
