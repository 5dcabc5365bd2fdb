using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallControl.Crm.Contracts;

/// <summary>One vendor: what it can do, what its settings look like, and how an account at it is opened. One instance for all enterprises, without state.</summary>
public interface ICrmVendor
{
    /// <summary>The key in <c>integrations_config</c> and the type in <c>integration_logs</c>: <c>ms</c>, <c>retailcrm</c>, <c>uon</c>, <c>digitalrop</c>.</summary>
    string Name { get; }

    /// <summary>For people: <c>МойСклад</c>.</summary>
    string Title { get; }

    CrmCapabilities Capabilities { get; }

    /// <summary>
    /// Where secrets are in the settings: paths of names parted by dots, <c>api_token</c>, <c>webhooks.secret</c>. They are encrypted at rest, masked in every
    /// answer, and their values are taken out of every logged exchange, wherever they stand in it (an address, a header, a body).
    /// </summary>
    IReadOnlyList<string> SecretFields { get; }

    /// <summary>Everything that is wrong with settings, not only the first; empty when they can be used. Settings of a switched-off vendor may be incomplete.</summary>
    IReadOnlyList<SettingProblem> Validate(JsonElement settings);

    /// <summary>Fills in what is generated here and not given: a webhook's secret address, a token that the vendor is to send. Called before settings are stored.</summary>
    /// <param name="settings">To be changed in place.</param>
    /// <param name="publicUrl">Where the vendor reaches us; null when it is not configured.</param>
    void Complete(JsonObject settings, Uri? publicUrl)
    {
    }

    /// <summary>
    /// Puts back what was generated and a change leaves out: fields below the top level are replaced as a whole, and a form does not show secrets. Called before
    /// <see cref="Complete"/>.
    /// </summary>
    /// <param name="settings">To be changed in place.</param>
    /// <param name="stored">As they were before the change, in the clear; not to be changed.</param>
    void Keep(JsonObject settings, JsonObject stored)
    {
    }

    /// <summary>What a webhook of this vendor names this account by: the UUID in its address, an account id, a subdomain. <see cref="CrmAccount"/>s are found by them.</summary>
    IReadOnlyList<string> WebhookKeys(JsonElement settings) => [];

    /// <summary>Opens an account. Cheap; the adapter is kept until the enterprise's settings change. Makes no requests.</summary>
    ICrmAdapter Create(CrmAccount account, CrmParts parts);

    /// <summary>Tries what the account needs and says in words for people what does not work. Never throws for the vendor's part.</summary>
    Task<IReadOnlyList<ConnectionCheck>> TestConnectionAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation);

    /// <summary>The vendor's employees who have an extension there, for filling <c>employee_mapping</c>.</summary>
    /// <returns>Empty from a vendor that has no such list.</returns>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    Task<IReadOnlyList<VendorEmployee>> LoadEmployeesAsync(CrmAccount account, CrmParts parts, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<VendorEmployee>>([]);
}
