using System.Globalization;
using CallControl.ClickToCall;
using CallControl.Crm.RetailCrm;
using CallControl.Customers;
using CallControl.Enterprises;

namespace CallControl.RetailCrm;

/// <summary>
/// What RetailCRM asks our module: <c>GET /retailcrm/make-call?clientId=…&amp;code=101&amp;phone=%2B375…&amp;userId=11&amp;externalPhone=…</c>, and
/// <c>/retailcrm/user-status?clientId=…&amp;userId=11&amp;code=101&amp;status=free</c>, whose method nobody documents. Parameters we don't know are ignored.
/// </summary>
internal static class ModuleRequests
{
    private static readonly string[] Statuses = ["free", "busy", "dinner", "break"];

    public static void MapModuleRequests(this WebApplication app)
    {
        string[] both = [HttpMethods.Get, HttpMethods.Post];
        app.MapMethods("/retailcrm/make-call", both, MakeCallAsync).WithTags("Integrations").WithSummary("RetailCRM: a user pressed the phone beside a number");
        app.MapMethods("/retailcrm/user-status", both, ChangeStatusAsync).WithTags("Integrations").WithSummary("RetailCRM: a user changed his status");
    }

    private static Task<IResult> MakeCallAsync(HttpContext http, RetailCrmSecrets secrets, Clicks clicks, CancellationToken cancellation) =>
        AsModuleAsync(http, secrets, async (enterprise, fields) =>
        {
            if (fields["code"] is not { } code || fields["phone"] is not { } phone)
                return RetailCrmAnswers.Refused(StatusCodes.Status400BadRequest, "code and phone are needed");
            // A plus that nobody escaped arrives as a space, which is cut off with the others.
            // Only a number of the enterprise's own is shown to a client.
            var line = RetailCrmVendor.OwnNumber(IntegrationSettings.Of(enterprise, RetailCrmHost.Vendor), fields["externalPhone"]);
            var result = await clicks.CallAsync(enterprise, code, phone, line, RetailCrmHost.Vendor, cancellation);
            return result.Refusal is { } refusal ? RetailCrmAnswers.Refused(refusal.ToStatus(), refusal.ToText()) : RetailCrmAnswers.Ok();
        }, cancellation);

    private static Task<IResult> ChangeStatusAsync(
        HttpContext http, RetailCrmSecrets secrets, RetailCrmTables tables, CustomerLookup lookup, ILogger<RetailCrmVendor> logger, CancellationToken cancellation) =>
        AsModuleAsync(http, secrets, async (enterprise, fields) =>
        {
            if (!int.TryParse(fields["userId"], NumberStyles.None, CultureInfo.InvariantCulture, out var user) || fields["status"] is not { } status || !Statuses.Contains(status))
                return RetailCrmAnswers.Refused(StatusCodes.Status400BadRequest, $"userId and status ({string.Join(", ", Statuses)}) are needed");
            await tables.SaveStatusAsync(enterprise.Number, user, fields["code"], status, cancellation);
            // A manager who is away is not responsible: who is, is asked anew.
            lookup.Forget(enterprise.Number);
            Log.UserStatus(logger, user, enterprise.Number, fields["code"], status);
            return RetailCrmAnswers.Ok();
        }, cancellation);

    private static async Task<IResult> AsModuleAsync(
        HttpContext http, RetailCrmSecrets secrets, Func<Enterprise, ClickFields, Task<IResult>> answer, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await ClickFields.ReadAsync(http.Request, cancellation) is not { } fields)
            return RetailCrmAnswers.Refused(StatusCodes.Status400BadRequest, "The body can't be read");
        return secrets.Find(RetailCrmSecrets.ClientId, fields["clientId"], http.Connection.RemoteIpAddress, out var refusal) is { } enterprise
            ? await answer(enterprise, fields)
            : refusal;
    }
}
