using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Web.Api;
using CallControl.Web.Api.Enterprises;

namespace CallControl.UonTravel;

/// <summary>For the drop-downs and the button "Test" of the administration page.</summary>
internal static class AdminEndpoints
{
    private const int LongestText = 500;

    public static void MapUonAdmin(this WebApplication app)
    {
        var admin = app.MapGroup($"/{UonTravelVendor.Word}-admin/api").RequireAuthorization().WithTags("Integrations");
        admin.MapGet("/statuses/{enterprise}", StatusesAsync).WithSummary("U-ON: statuses that leads can have");
        admin.MapGet("/managers/{enterprise}", ManagersAsync).WithSummary("U-ON: employees, and user_extensions as U-ON's own extensions suggest it");
        admin.MapPost("/notify/{enterprise}", NotifyAsync).WithSummary("U-ON: shows a pop-up to an employee, to try it out");
    }

    private static Task<IResult> StatusesAsync(string enterprise, EnterpriseDirectory directory, CrmAccounts accounts, UonTravelVendor vendor, CancellationToken cancellation) =>
        AskAsync(enterprise, directory, accounts, vendor, async account =>
        {
            var statuses = await vendor.LoadStatusesAsync(account.Account, account.Parts, cancellation);
            return TypedResults.Ok(new { items = statuses.Select(status => new { id = status.Id, name = status.Name, is_archive = status.IsArchive }) });
        });

    private static Task<IResult> ManagersAsync(string enterprise, EnterpriseDirectory directory, CrmAccounts accounts, UonTravelVendor vendor, CancellationToken cancellation) =>
        AskAsync(enterprise, directory, accounts, vendor, async account =>
        {
            var managers = await vendor.LoadManagersAsync(account.Account, account.Parts, cancellation);
            return TypedResults.Ok(new
            {
                items = managers.Select(manager => new { id = manager.Id, name = manager.Name, email = manager.Email, extension = manager.Extension, is_active = manager.IsActive }),
                // What saving would refuse is not suggested.
                user_extensions = managers.Where(manager => manager is { IsActive: true, Extension: { } extension } && UonTravelVendor.IsExtension(extension))
                    .ToDictionary(manager => manager.Id, manager => manager.Extension),
            });
        });

    private static async Task<IResult> NotifyAsync(
        string enterprise, HttpContext http, EnterpriseDirectory directory, CrmAccounts accounts, UonTravelVendor vendor, CancellationToken cancellation)
    {
        var json = await JsonFields.ReadAsync(http.Request, cancellation);
        var manager = json.Text("manager_id", 20, required: true);
        var text = json.Text("text", LongestText, required: true);
        json.RefuseOthers();
        if (json.Errors.Any)
            return json.Errors.ToResult();
        return await AskAsync(enterprise, directory, accounts, vendor, async account =>
        {
            await vendor.NotifyAsync(account.Account, account.Parts, manager!, text!, cancellation);
            return TypedResults.Ok(new { success = true });
        });
    }

    private static async Task<IResult> AskAsync(
        string enterprise, EnterpriseDirectory directory, CrmAccounts accounts, UonTravelVendor vendor, Func<OpenAccount, Task<IResult>> ask)
    {
        if (directory.Find(enterprise) is not { } found)
            return EnterpriseEndpoints.Unknown(enterprise);
        try
        {
            return await ask(accounts.Open(found, vendor));
        }
        catch (CrmException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status502BadGateway, title: "U-ON did not answer");
        }
    }
}
