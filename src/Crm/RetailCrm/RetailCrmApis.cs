using System.Net;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;
using CallControl.Crm.RetailCrm.Wire;
using CallControl.Crm.Wire;

namespace CallControl.Crm.RetailCrm;

/// <summary>One API with one key and two limits.</summary>
/// <param name="Main">Ten requests a second.</param>
/// <param name="Telephony">Forty.</param>
internal sealed record RetailCrmApis(MainClient Main, TelephonyClient Telephony)
{
    // A fifth to spare: what leaves evenly does not arrive so.
    private static readonly CrmLimit MainLimit = new(8, TimeSpan.FromSeconds(1), 5);
    private static readonly CrmLimit TelephonyLimit = new(32, TimeSpan.FromSeconds(1), 10);

    private static readonly TimeSpan MainPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TelephonyPause = TimeSpan.FromMilliseconds(25);

    public static RetailCrmApis Open(RetailCrmSettings settings, RetailCrmTimings timings, CrmParts parts)
    {
        var rest = new KeyRest(parts.Time);

        return new RetailCrmApis(
            new MainClient(Wire("main", MainLimit, MainPause)), new TelephonyClient(Wire("telephony", TelephonyLimit, TelephonyPause)));

        WireClient Wire(string name, CrmLimit limit, TimeSpan pause)
        {
            var backOff = new BackOff(pause, parts.Time);
            var http = parts.Http.Create(new CrmApi(name, limit)
            {
                CountedBy = settings.ApiKey,
                Timeout = timings.Request,
                RetryAfter = response => response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? backOff.Next() : null,
            });
            return new WireClient(http, settings.Host, settings.ApiKey, rest, backOff);
        }
    }
}
