using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Phone;
using CallControl.Crm.MoySklad.Remap;
using CallControl.Crm.MoySklad.Settings;

namespace CallControl.Crm.MoySklad;

/// <summary>The two APIs, each with its key and its limits.</summary>
/// <param name="Phone">Calls and cards.</param>
/// <param name="Remap">Clients and orders; null without a token.</param>
internal sealed record MoySkladApis(PhoneApiClient Phone, RemapClient? Remap)
{
    private const int PhoneRequests = 100;
    private const int Parallel = 5;

    private static readonly TimeSpan PhoneSpan = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RemapSpan = TimeSpan.FromSeconds(3);

    public static MoySkladApis Open(MoySkladSettings settings, MoySkladTimings timings, CrmParts parts)
    {
        CrmApi Api(string name, CrmLimit limit, string key) => new(name, limit) { CountedBy = key, Timeout = timings.Request, RetryAfter = RetryAfter };

        var phone = Api("phone", new CrmLimit(PhoneRequests, PhoneSpan, Parallel), settings.IntegrationCode);
        var remap = Api("remap", new CrmLimit(settings.MainApiRequests, RemapSpan, Parallel), settings.ApiToken);
        return new MoySkladApis(
            new PhoneApiClient(parts.Http.Create(phone), settings.PhoneApiUrl, settings.IntegrationCode, parts.Time),
            settings.ApiToken.Length == 0 ? null : new RemapClient(parts.Http.Create(remap), settings.MainApiUrl, settings.ApiToken, parts.Time));
    }

    /// <summary>Milliseconds until the basket of requests is full again, which MoySklad says in a header of its own.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Lognex-Retry-After", out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and < int.MaxValue
            ? TimeSpan.FromMilliseconds(ms)
            : null;
}
