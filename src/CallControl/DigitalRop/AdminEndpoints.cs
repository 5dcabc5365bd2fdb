using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Results;
using CallControl.Enterprises;
using CallControl.Web;
using CallControl.Web.Api.Enterprises;
using Microsoft.Extensions.Options;

namespace CallControl.DigitalRop;

/// <summary>For the administrator: the addresses to paste into the service. They hold secrets, which the settings show masked.</summary>
internal static class AdminEndpoints
{
    public static void MapRopAdmin(this WebApplication app) => app.MapGet($"/{DigitalRopVendor.Word}-admin/api/webhooks/{{enterprise}}", Webhooks)
        .RequireAuthorization().WithTags("Integrations").WithSummary("Digital ROP: addresses for results, to be pasted into the service");

    private static IResult Webhooks(string enterprise, EnterpriseDirectory directory, IOptions<WebOptions> web)
    {
        if (directory.Find(enterprise) is not { } found)
            return EnterpriseEndpoints.Unknown(enterprise);
        var site = web.Value.PublicUrl?.TrimEnd('/');
        return TypedResults.Ok(new
        {
            items = DigitalRopVendor.Webhooks(IntegrationSettings.Of(found, DigitalRopVendor.Word))
                .Select(webhook => new { kind = webhook.Kind == ResultKind.Checklist ? "checklist" : "table", name = webhook.Name, url = site + webhook.Path }),
        });
    }
}
