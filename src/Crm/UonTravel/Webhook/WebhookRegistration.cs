using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Settings;

namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>Sets the webhooks up at U-ON anew. What fails costs no more than itself: nobody shall be left without the others.</summary>
internal sealed class WebhookRegistration(UonApi api, UonSettings settings, UonTravelTimings timings, TimeProvider time)
{
    // A click on a number; a client was created; a client was changed.
    public static readonly IReadOnlyList<int> Types = [47, 3, 4];

    private const int Attempts = 3;

    private readonly List<string> _problems = [];

    /// <summary><c>https://pbx.example.com/uon/webhook/{secret}</c>.</summary>
    public static string AddressOf(Uri publicUrl, string secret) => $"{publicUrl.AbsoluteUri.TrimEnd('/')}/uon/webhook/{secret}";

    /// <param name="publicUrl">Where U-ON reaches us.</param>
    /// <param name="cancellation">It takes too long; what is done by then is told.</param>
    /// <exception cref="CrmException">U-ON was not reached or refused, and nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">It took too long, and nothing was changed.</exception>
    public async Task<WebhookSetup> RunAsync(Uri publicUrl, CancellationToken cancellation)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (settings.WebhookSecret is not { } secret)
            return new WebhookSetup(ids, null);
        var address = AddressOf(publicUrl, secret);
        // Also those whose id was never learnt: else a click would come twice.
        var lost = (await RepeatAsync(_ => api.WebhooksAsync(cancellation), cancellation)).Where(webhook => webhook.Url == address).Select(webhook => webhook.Id);
        foreach (var old in settings.WebhookIds.Union(lost))
        {
            if (!await TryAsync($"webhook {old} was not deleted", () => DeleteAsync(old, cancellation)))
                ids["old " + old] = old;
        }

        foreach (var type in settings.Enabled ? Types : [])
            await TryAsync($"webhook of type {type} was not made", async () => ids[type.ToString(CultureInfo.InvariantCulture)] = await CreateAsync(type, address, ids.Values, cancellation));
        return new WebhookSetup(ids, _problems.Count == 0 ? null : string.Join("; ", _problems));
    }

    private Task<bool> DeleteAsync(string id, CancellationToken cancellation) => RepeatAsync(async _ =>
    {
        await api.DeleteWebhookAsync(id, cancellation);
        return true;
    }, cancellation);

    private Task<string> CreateAsync(int type, string address, IReadOnlyCollection<string> known, CancellationToken cancellation) => RepeatAsync(
        async attempt =>
        {
            // The answer may be all that was lost.
            var made = attempt == 1 ? null : (await api.WebhooksAsync(cancellation)).FirstOrDefault(webhook => webhook.Type == type && webhook.Url == address && !known.Contains(webhook.Id));
            return made?.Id ?? await api.CreateWebhookAsync(type, address, cancellation);
        },
        cancellation);

    private async Task<bool> TryAsync(string problem, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e) when (e is CrmException or OperationCanceledException)
        {
            _problems.Add($"{problem}: {(e is CrmException ? e.Message : "it took too long")}");
            return false;
        }
    }

    /// <summary>As U-ON's clients do: three attempts at what may pass, with a doubling pause.</summary>
    private async Task<T> RepeatAsync<T>(Func<int, Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work(attempt);
            }
            catch (CrmException e) when (e.IsTransient && attempt < Attempts)
            {
                var pause = timings.Repeat * (1 << (attempt - 1));
                await Task.Delay(e.RetryAfter is { } asked && asked > pause ? asked : pause, time, cancellation);
            }
        }
    }
}
