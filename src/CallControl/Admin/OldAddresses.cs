using CallControl.Crm.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace CallControl.Admin;

/// <summary><c>/ms-admin/?enterprise_number=0367</c>, <c>/ms/</c> and the like: addresses of earlier administration pages, which are in bookmarks and in other programs' links.</summary>
internal static class OldAddresses
{
    public static void MapOldAddresses(this WebApplication app)
    {
        foreach (var vendor in app.Services.GetServices<ICrmVendor>().Select(vendor => vendor.Name))
        {
            foreach (var address in (string[])[$"/{vendor}-admin", $"/{vendor}"])
                app.MapGet(address, ([FromQuery(Name = "enterprise_number")] string? number) => TypedResults.LocalRedirect(PageOf(number?.Trim(), vendor))).ExcludeFromDescription();
        }
    }

    private static string PageOf(string? number, string vendor) =>
        string.IsNullOrEmpty(number) ? "~/admin/enterprises" : $"~/admin/enterprises/{Uri.EscapeDataString(number)}/{vendor}";
}
