using System.Globalization;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Settings;

namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>Sets the webhooks up at U-ON anew.</summary>
internal sealed class WebhookRegistration(UonApi api, UonSettings settings)
{
    // A click on a number; a client was created; a client was changed.
    private static readonly int[] Types = [47, 3, 4];

    /// <summary><c>https://pbx.example.com/uon/webhook/{secret}</c>.</summary>
    public static string AddressOf(Uri publicUrl, string secret) => $"{publicUrl.AbsoluteUri.TrimEnd('/')}/uon/webhook/{secret}";

    public async Task<IReadOnlyDictionary<string, string>> RunAsync(Uri publicUrl, CancellationToken cancellation)
    {
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        if (settings.WebhookSecret is not { } secret)
            return made;
        var address = AddressOf(publicUrl, secret);
        // Also those whose id was never learnt: else a click would come twice.
        var lost = (await api.WebhooksAsync(cancellation)).Where(webhook => webhook.Url == address).Select(webhook => webhook.Id);
        foreach (var old in settings.WebhookIds.Union(lost))
            await api.DeleteWebhookAsync(old, cancellation);
        if (!settings.Enabled)
            return made;
        foreach (var type in Types)
            made[type.ToString(CultureInfo.InvariantCulture)] = await api.CreateWebhookAsync(type, address, cancellation);
        return made;
    }
}
