using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Numbers;
using CallControl.Web;
using CallControl.Web.Api;
using Microsoft.Extensions.Options;

namespace CallControl.Enterprises;

/// <summary>Takes changes of enterprises: checks them whole, completes them, stores them, and makes them known.</summary>
internal sealed class EnterpriseDesk(
    EnterpriseRepository repository, EnterpriseDirectory directory, Secrets secrets, IEnumerable<ICrmVendor> vendors, IOptions<WebOptions> web,
    IOptions<NumbersOptions> numbers, IEnumerable<IIntegrationSaved> listeners, ILogger<EnterpriseDesk> logger)
{
    // By it a webhook finds its enterprise.
    private const string WebhookField = "webhook_uuid";

    private const int LongestSettings = 256 * 1024;

    private readonly Dictionary<string, ICrmVendor> _vendors = vendors.ToDictionary(vendor => vendor.Name, StringComparer.Ordinal);

    /// <summary>Adds or changes an enterprise; what the body leaves out stays.</summary>
    /// <param name="number">Which.</param>
    /// <param name="json">The body.</param>
    /// <param name="who">For the journal of changes.</param>
    /// <param name="mayExist">False to refuse one that exists; <c>IsNew</c> is false then and nothing is changed.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    /// <returns>Null when something is wrong: <see cref="JsonFields.Errors"/> says what.</returns>
    public async Task<(Enterprise Enterprise, bool IsNew)?> SaveAsync(string number, JsonFields json, string who, bool mayExist, CancellationToken cancellation)
    {
        var draft = EnterpriseReader.Read(json, number, numbers.Value.Home);
        if (json.Errors.Any)
            return null;
        Enterprise? taken = null;
        Enterprise? earlier = null;
        var stored = await repository.ChangeAsync(number, who, before =>
        {
            earlier = before;
            if (before is not null && !mayExist)
            {
                taken = before;
                return null;
            }

            var after = Checked(before, draft(before), json.Errors, "integrations_config.");
            return json.Errors.Any ? null : after;
        }, cancellation);
        if (taken is not null)
            return (taken, false);
        return await PublishAsync(earlier, stored, null, who, cancellation);
    }

    /// <summary>Changes one vendor's settings; top-level fields that are left out stay, null removes one.</summary>
    /// <returns>Null when something is wrong, or there is no such enterprise.</returns>
    public async Task<Enterprise?> SaveIntegrationAsync(string number, string vendor, JsonObject settings, string who, FieldErrors errors, CancellationToken cancellation)
    {
        Enterprise? earlier = null;
        var stored = await repository.ChangeAsync(number, who, before =>
        {
            earlier = before;
            if (before is null)
                return null;
            var integrations = IntegrationMerge.Of(before.Integrations, new JsonObject { [vendor] = settings.DeepClone() });
            return Checked(before, before with { Integrations = integrations }, errors, "", vendor);
        }, cancellation);
        return (await PublishAsync(earlier, stored, vendor, who, cancellation))?.Enterprise;
    }

    public async Task<bool> DeleteAsync(string number, string who, CancellationToken cancellation)
    {
        var before = directory.Find(number);
        if (!await repository.DeleteAsync(number, who, cancellation))
            return false;
        Log.Changed(logger, number, "deleted", who);
        await directory.ReloadAsync(cancellation);
        if (before is null)
            return true;
        foreach (var listener in listeners)
            await listener.DeletedAsync(before, cancellation);
        return true;
    }

    private async Task<(Enterprise Enterprise, bool IsNew)?> PublishAsync(
        Enterprise? before, (Enterprise Enterprise, bool IsNew)? stored, string? vendor, string who, CancellationToken cancellation)
    {
        if (stored is not { } done)
            return null;
        Log.Changed(logger, done.Enterprise.Number, done.IsNew ? "created" : "changed", who);
        // The other replicas hear of it by NOTIFY; this one has it before it answers.
        await directory.ReloadAsync(cancellation);
        foreach (var listener in listeners)
            done.Enterprise = await listener.SavedAsync(before, done.Enterprise, vendor, cancellation) ?? done.Enterprise;
        return done;
    }

    private bool IsAnothers(string number, string vendor, string webhookKey) =>
        directory.All.Any(other => other.Number != number && string.Equals(Text(other.Integrations[vendor], WebhookField), webhookKey, StringComparison.OrdinalIgnoreCase));

    private static string? Text(JsonNode? settings, string field) => (settings as JsonObject)?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Null when something is wrong.</summary>
    private Enterprise? Checked(Enterprise? before, Enterprise after, FieldErrors errors, string prefix, string? only = null)
    {
        var integrations = secrets.Unmask(
            after.Integrations, before?.Integrations ?? [], path => errors.Add(prefix + Shown(path), "is a masked value, and it is not the one that is stored"));
        if (integrations.ToJsonString().Length > LongestSettings)
            errors.Add(prefix.TrimEnd('.') is { Length: > 0 } whole ? whole : "body", $"is longer than {LongestSettings} characters");
        foreach (var (name, node) in integrations.ToArray())
        {
            if ((only is not null && name != only) || !_vendors.TryGetValue(name, out var vendor))
                continue;
            if (node is not JsonObject settings)
            {
                errors.Add(prefix + name, "must be an object");
                continue;
            }

            if (before?.Integrations[name] is JsonObject stored)
                vendor.Keep(settings, stored);
            vendor.Complete(settings, web.Value.PublicUrl is { } url ? new Uri(url) : null);
            foreach (var problem in vendor.Validate(JsonSerializer.SerializeToElement(settings)))
                errors.Add(prefix + Shown($"{name}.{problem.Field}"), problem.Problem);
            if (Text(settings, WebhookField) is { } key && key != Text(before?.Integrations[name], WebhookField) && IsAnothers(after.Number, name, key))
                errors.Add(prefix + Shown($"{name}.{WebhookField}"), "is another enterprise's");
        }

        // Who clicks says by it for whom. One that is shared already is left to those who share it.
        if (after.Secret is { } secret && secret != before?.Secret && directory.All.Any(other => other.Number != after.Number && other.Secret == secret))
            errors.Add("secret", "is another enterprise's");

        if (after.Primary is { } primary && !_vendors.ContainsKey(primary))
            errors.Add("primary_integration", $"must be one of {string.Join(", ", _vendors.Keys)}");
        return errors.Any ? null : after with { Integrations = integrations };

        string Shown(string path) => only is null ? path : path[(only.Length + 1)..];
    }
}
